/*
 * canvass form new FILE: begins a form.  On a terminal it asks a few things, each with an answer
 * that Enter takes; elsewhere it goes by its options.  It never writes over a file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/app.h"
#include "form/author.h"

enum {
	WORDS_MOST = 60,   /* of titles and who asks: posters print them */
	ID_MOST = 32,	   /* of a form's id */
	PEOPLE_LEAST = 30, /* fewer answers are never shown */
	PEOPLE_MOST = 10000000
};

/* ---- the id, from the file's name -------------------------------------------------------- */

/* "forms/Staff survey 2.yaml": staff-survey-2 */
static const char *
id_from(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t len = strcspn(name, "."), n = 0;
	char id[ID_MOST + 1];

	for (size_t i = 0; i < len && n < ID_MOST; i++) {
		char c = name[i];
		bool capital = c >= 'A' && c <= 'Z';
		bool letter = capital || (c >= 'a' && c <= 'z');
		bool good = letter || (c >= '0' && c <= '9');

		if (n == 0 ? letter : good)
			id[n++] = capital ? (char)(c - 'A' + 'a') : c;
		else if (n && id[n - 1] != '-')
			id[n++] = '-';
	}
	while (n && id[n - 1] == '-')
		n--;
	return n ? arena_copy(a, id, n) : "survey";
}

/* ---- what is taken, and why not ---------------------------------------------------------- */

/* NULL, or what is wrong with words that are to stand in the form. */
static const char *
words_fault(const char *words)
{
	if (!utf8_valid(words, strlen(words)))
		return "this is not UTF-8 text";
	for (const char *p = words; *p; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return "this holds a character that cannot be seen";
	}
	return utf8_count(words, strlen(words)) > WORDS_MOST ? "at most 60 characters"
							     : NULL;
}

static const char *
language_add(struct skeleton *s, const char *code)
{
	const struct language *language = language_find(code);

	if (!language)
		return "a code of two letters is needed, such as en, cy or pl";
	for (size_t i = 0; i < s->language_count; i++) {
		if (str_same(s->languages[i], code))
			return "it is there twice";
	}
	if (s->language_count == FORM_LANGUAGES)
		return "at most 10 languages";
	s->languages[s->language_count++] = language->code;
	return NULL;
}

/* "en, cy" */
static const char *
languages_take(struct skeleton *s, const char *list)
{
	const char *fault = NULL;

	s->language_count = 0;
	while (*list && !fault) {
		char code[16];
		size_t len;

		list += strspn(list, ", ");
		len = strcspn(list, ", ");
		if (!len)
			break;
		if (len >= sizeof(code))
			return "codes of two letters, with commas between";
		memcpy(code, list, len);
		code[len] = '\0';
		fault = language_add(s, code);
		list += len;
	}
	return fault;
}

static const char *
people_take(struct skeleton *s, const char *words)
{
	unsigned long n;

	if (!str_to_uint(words, PEOPLE_MOST, &n))
		return "a whole number";
	if (n < PEOPLE_LEAST)
		return "fewer than 30 answers are never shown; ask more people, or say nothing";
	s->expected = (unsigned)n;
	return NULL;
}

static const char *
title_take(struct skeleton *s, const char *words)
{
	s->title = words;
	return words_fault(words);
}

static const char *
run_by_take(struct skeleton *s, const char *words)
{
	s->run_by = words;
	return words_fault(words);
}

static const char *
read_by_take(struct skeleton *s, const char *words)
{
	s->read_by = words;
	return words_fault(words);
}

/* ---- asking ------------------------------------------------------------------------------ */

static const struct asked {
	const char *words, *usual; /* usual: what Enter stands for */
	const char *(*take)(struct skeleton *s, const char *words);
	const char *flag; /* given: it is not asked */
} asked[] = {
	{ "What is the survey called?", "Support at work", title_take, "title" },
	{ "Who asks?", "say later", run_by_take, NULL },
	{ "Who reads the answers?", "say later", read_by_take, NULL },
	{ "In which languages, the usual one first?", "en", languages_take, "lang" },
	{ "How many people will be asked?", "say later", people_take, NULL },
};

/* One line, without blanks at its ends; NULL at the end of input. */
static const char *
line_take(struct arena *a)
{
	char line[512];
	char *from = line;
	size_t len;

	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	len = strlen(line);
	if (len && line[len - 1] != '\n') { /* what is too long is too long as a whole */
		for (int c = getchar(); c != EOF && c != '\n'; c = getchar())
			;
	}
	while (len && strchr(" \t\r\n", line[len - 1]))
		line[--len] = '\0';
	from += strspn(from, " \t");
	return arena_str(a, from);
}

/* Until the answer is right, or there are no more. */
static bool
ask(const struct asked *question, struct skeleton *s, struct arena *a, struct err *err)
{
	const struct skeleton before = *s;

	for (;;) {
		const char *words, *fault;

		fprintf(stderr, "%s [%s] ", question->words, question->usual);
		fflush(stderr);
		words = line_take(a);
		if (!words)
			return err_set(err, ERR_INPUT,
				       "the answers end here; nothing was written");
		if (!*words)
			return true;
		fault = question->take(s, words);
		if (!fault)
			return true;
		*s = before; /* nothing of a wrong answer stays */
		fprintf(stderr, "  %s\n", fault);
	}
}

static bool
ask_all(const struct call *call, struct skeleton *s, struct arena *a, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		if (asked[i].flag && flag_value(call, asked[i].flag))
			continue;
		if (!ask(&asked[i], s, a, err))
			return false;
	}
	return true;
}

static bool
flags_take(const struct call *call, struct skeleton *s, struct err *err)
{
	const char *title = flag_value(call, "title"), *code, *fault;

	fault = title ? title_take(s, title) : NULL;
	if (fault)
		return err_set(err, ERR_USAGE, "--title: %s", fault);
	for (size_t i = 0; (code = flag_value_at(call, "lang", i)); i++) {
		fault = language_add(s, code);
		if (fault)
			return err_set(err, ERR_USAGE, "--lang %s: %s", code, fault);
	}
	return true;
}

/* ---- writing ----------------------------------------------------------------------------- */

static bool
begin(struct call *call, struct arena *a, struct err *err)
{
	const char *path = call->args[0];
	struct skeleton s = { .id = id_from(path, a), .day = release_day() };
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!*path)
		return err_set(err, ERR_USAGE, "form new needs the name of a file");
	if (file_there(path))
		return err_set(err, ERR_CREATE,
			       "%s is there already, and is left as it is", path);
	if (!flags_take(call, &s, err))
		return false;
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && !ask_all(call, &s, a, err))
		return false;
	form_skeleton(&s, &text);
	if (!file_create(path, text.data, text.len, 0644, err))
		return false;
	say("%s is begun; change it with any editor, then: canvass form check %s", path,
	    path);
	return true;
}

bool
cmd_form_new(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	bool good = begin(call, a, err);

	arena_free(a);
	return good;
}
