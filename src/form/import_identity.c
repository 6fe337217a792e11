/*
 * Questions that ask who somebody is: by the words of their labels and by their names.  Whole
 * phrases count, since a name may be that of a street, and problems are addressed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"

static const struct {
	const char *words, *what; /* words: whole ones, side by side */
	bool alone;		  /* only where nothing else is said */
} asking[] = {
	{ "e mail", "an e-mail address", false },
	{ "email", "an e-mail address", false },
	{ "phone number", "a telephone number", false },
	{ "phone no", "a telephone number", false },
	{ "phonenumber", "a telephone number", false },
	{ "telephone number", "a telephone number", false },
	{ "mobile number", "a telephone number", false },
	{ "contact number", "a telephone number", false },
	{ "your phone", "a telephone number", true },
	{ "your telephone", "a telephone number", true },
	{ "phone", "a telephone number", true },
	{ "telephone", "a telephone number", true },
	{ "mobile", "a telephone number", true },
	{ "home address", "an address", false },
	{ "your address", "an address", false },
	{ "postal address", "an address", false },
	{ "street address", "an address", false },
	{ "ip address", "an address", false },
	{ "where do you live", "an address", false },
	{ "postcode", "an address", false },
	{ "post code", "an address", false },
	{ "zip code", "an address", false },
	{ "address", "an address", true },
	{ "addresses", "an address", true },
	{ "date of birth", "a date of birth", false },
	{ "birth date", "a date of birth", false },
	{ "birthdate", "a date of birth", false },
	{ "birthday", "a date of birth", false },
	{ "dob", "a date of birth", false },
	{ "when were you born", "a date of birth", false },
	{ "collar number", "a collar number", false },
	{ "collar no", "a collar number", false },
	{ "shoulder number", "a collar number", false },
	{ "badge number", "a collar number", false },
	{ "badge no", "a collar number", false },
	{ "warrant number", "a collar number", false },
	{ "staff number", "a staff number", false },
	{ "staff no", "a staff number", false },
	{ "staff id", "a staff number", false },
	{ "employee number", "a staff number", false },
	{ "employee id", "a staff number", false },
	{ "payroll number", "a staff number", false },
	{ "passport number", "a personal number", false },
	{ "identity number", "a personal number", false },
	{ "insurance number", "a personal number", false },
	{ "social security number", "a personal number", false },
	{ "your name", "a name", false },
	{ "your names", "a name", false },
	{ "full name", "a name", false },
	{ "full names", "a name", false },
	{ "first name", "a name", false },
	{ "last name", "a name", false },
	{ "family name", "a name", false },
	{ "given name", "a name", false },
	{ "maiden name", "a name", false },
	{ "name of respondent", "a name", false },
	{ "name of the respondent", "a name", false },
	{ "respondent name", "a name", false },
	{ "respondent s name", "a name", false },
	{ "name of child", "a name", false },
	{ "name of the child", "a name", false },
	{ "child s name", "a name", false },
	{ "surname", "a name", false },
	{ "forename", "a name", false },
	{ "firstname", "a name", false },
	{ "lastname", "a name", false },
	{ "fullname", "a name", false },
	{ "name", "a name", true },
	{ "names", "a name", true },
	{ "the name", "a name", true },
};

static bool
holds_words(const char *key, const char *words, bool alone)
{
	size_t len = strlen(words);

	if (alone)
		return str_same(key, words);
	for (const char *at = key; (at = strstr(at, words)) != NULL; at++)
		if ((at == key || at[-1] == ' ') && (!at[len] || at[len] == ' '))
			return true;
	return false;
}

const char *
asks_for(struct import *m, const char *name, const struct text *label)
{
	for (size_t lang = 0; lang <= FORM_LANGUAGES; lang++) {
		const char *s = lang < FORM_LANGUAGES ? label->in[lang] : name, *key;

		if (!s)
			continue;
		key = words_key(m->arena, s);
		for (size_t i = 0; i < ARRAY_LEN(asking); i++)
			if (holds_words(key, asking[i].words, asking[i].alone))
				return asking[i].what;
	}
	return NULL;
}
