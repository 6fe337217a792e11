/*
 * What the columns of a sheet are: spreadsheets in the wild write their headings in many ways,
 * and all that XLSForm tools accept is accepted here.  And which languages a workbook speaks.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "form/import.h"
#include "form/internal.h"

enum { PARTS = 4 };

/*
 * Headings as the XLSForm specification has them, then those that older forms use and pyxform
 * still takes: the XForm attribute that a column becomes (`bind:relevant`), and names from before
 * 2012 (`command`, `caption`).  A heading that stands here is never "not taken" in the report.
 */
static const struct {
	enum sheet_use use;
	const char *
		name; /* small letters, _ for blanks; parts of a heading with : between */
	enum role role;
	bool proper, texts; /* texts: may have a language behind it */
} headings[] = {
	{ USE_SURVEY, "type", ROLE_TYPE, true, false },
	{ USE_SURVEY, "command", ROLE_TYPE, false, false },
	{ USE_SURVEY, "name", ROLE_NAME, true, false },
	{ USE_SURVEY, "tag", ROLE_NAME, false, false },
	{ USE_SURVEY, "value", ROLE_NAME, false, false },
	{ USE_SURVEY, "label", ROLE_LABEL, true, true },
	{ USE_SURVEY, "caption", ROLE_LABEL, false, true },
	{ USE_SURVEY, "hint", ROLE_HINT, true, true },
	{ USE_SURVEY, "guidance_hint", ROLE_GUIDANCE, true, true },
	{ USE_SURVEY, "required", ROLE_REQUIRED, true, false },
	{ USE_SURVEY, "bind:required", ROLE_REQUIRED, false, false },
	{ USE_SURVEY, "required_message", ROLE_REQUIRED_MESSAGE, true, true },
	{ USE_SURVEY, "requiredmsg", ROLE_REQUIRED_MESSAGE, false, true },
	{ USE_SURVEY, "bind:jr:requiredmsg", ROLE_REQUIRED_MESSAGE, false, true },
	{ USE_SURVEY, "jr:requiredmsg", ROLE_REQUIRED_MESSAGE, false, true },
	{ USE_SURVEY, "constraint", ROLE_CONSTRAINT, true, false },
	{ USE_SURVEY, "bind:constraint", ROLE_CONSTRAINT, false, false },
	{ USE_SURVEY, "constraint_message", ROLE_CONSTRAINT_MESSAGE, true, true },
	{ USE_SURVEY, "constraining_message", ROLE_CONSTRAINT_MESSAGE, false, true },
	{ USE_SURVEY, "bind:jr:constraintmsg", ROLE_CONSTRAINT_MESSAGE, false, true },
	{ USE_SURVEY, "jr:constraintmsg", ROLE_CONSTRAINT_MESSAGE, false, true },
	{ USE_SURVEY, "relevant", ROLE_RELEVANT, true, false },
	{ USE_SURVEY, "relevance", ROLE_RELEVANT, false, false },
	{ USE_SURVEY, "bind:relevant", ROLE_RELEVANT, false, false },
	{ USE_SURVEY, "choice_filter", ROLE_CHOICE_FILTER, true, false },
	{ USE_SURVEY, "calculation", ROLE_CALCULATION, true, false },
	{ USE_SURVEY, "calculate", ROLE_CALCULATION, false, false },
	{ USE_SURVEY, "bind:calculate", ROLE_CALCULATION, false, false },
	{ USE_SURVEY, "appearance", ROLE_APPEARANCE, true, false },
	{ USE_SURVEY, "control:appearance", ROLE_APPEARANCE, false, false },
	{ USE_SURVEY, "body:appearance", ROLE_APPEARANCE, false, false },
	{ USE_SURVEY, "parameters", ROLE_PARAMETERS, true, false },
	{ USE_SURVEY, "repeat_count", ROLE_REPEAT_COUNT, true, false },
	{ USE_SURVEY, "count", ROLE_REPEAT_COUNT, false, false },
	{ USE_SURVEY, "jr:count", ROLE_REPEAT_COUNT, false, false },
	{ USE_SURVEY, "control:jr:count", ROLE_REPEAT_COUNT, false, false },
	{ USE_SURVEY, "disabled", ROLE_DISABLED, true, false },
	{ USE_SURVEY, "select_from_list_name", ROLE_LIST_NAME, true, false },
	{ USE_SURVEY, "list_name", ROLE_LIST_NAME, false, false },
	{ USE_SURVEY, "device_id", ROLE_TRACKING, true, false },
	{ USE_SURVEY, "deviceid", ROLE_TRACKING, true, false },
	{ USE_CHOICES, "list_name", ROLE_LIST_NAME, true, false },
	{ USE_CHOICES, "listname", ROLE_LIST_NAME, false, false },
	{ USE_CHOICES, "list", ROLE_LIST_NAME, false, false },
	{ USE_CHOICES, "name", ROLE_NAME, true, false },
	{ USE_CHOICES, "value", ROLE_NAME, false, false },
	{ USE_CHOICES, "label", ROLE_LABEL, true, true },
	{ USE_CHOICES, "caption", ROLE_LABEL, false, true },
	{ USE_CHOICES, "device_id", ROLE_TRACKING, true, false },
	{ USE_SETTINGS, "form_id", ROLE_FORM_ID, true, false },
	{ USE_SETTINGS, "id_string", ROLE_FORM_ID, false, false },
	{ USE_SETTINGS, "set_form_id", ROLE_FORM_ID, false, false },
	{ USE_SETTINGS, "form_title", ROLE_FORM_TITLE, true, false },
	{ USE_SETTINGS, "title", ROLE_FORM_TITLE, false, false },
	{ USE_SETTINGS, "set_form_title", ROLE_FORM_TITLE, false, false },
	{ USE_SETTINGS, "default_language", ROLE_DEFAULT_LANGUAGE, true, false },
	{ USE_SETTINGS, "device_id", ROLE_TRACKING, true, false },
	{ USE_SETTINGS, "deviceid", ROLE_TRACKING, true, false },
};

/* "Label :: English (en)" in its parts; returns how many. */
static size_t
heading_split(struct arena *a, const char *heading, const char *parts[PARTS])
{
	size_t n = 0;

	while (*heading && n < PARTS) {
		size_t len = n + 1 < PARTS ? strcspn(heading, ":") : strlen(heading);

		parts[n++] = words_flat(a, arena_copy(a, heading, len));
		heading += len;
		heading += strspn(heading, ":");
	}
	return n;
}

/* The first parts of a heading as the table writes them. */
static const char *
heading_key(struct arena *a, const char *const *parts, size_t n)
{
	const char *key;
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_putc(&out, ':');
		for (const char *p = parts[i]; *p; p++)
			buf_putc(&out, strchr(" -", *p)
					       ? '_'
					       : (char)tolower((unsigned char)*p));
	}
	key = out.data ? arena_copy(a, out.data, out.len) : "";
	return key;
}

static struct column
column_read(struct import *m, enum sheet_use use, const char *heading)
{
	struct column column = { .heading = words_flat(m->arena, heading),
				 .lang = LANGUAGE_PLAIN };
	const char *parts[PARTS];
	size_t n = heading_split(m->arena, column.heading, parts);

	/* the longest name first: bind:jr:constraintmsg is no `bind` in a language */
	for (size_t used = n; used > 0; used--) {
		const char *key = heading_key(m->arena, parts, used);

		for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
			if (headings[i].use != use || !str_same(headings[i].name, key))
				continue;
			/* what stands behind the name must be a language */
			if (used < n && (!headings[i].texts || used + 1 < n))
				continue;
			column.role = headings[i].role;
			column.proper = headings[i].proper;
			if (used < n)
				column.language = parts[used];
			return column;
		}
	}
	return column;
}

/* Two columns of one role and language: the one that is properly headed wins, else the first. */
static void
columns_single(struct import_sheet *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct column *a = &s->columns[i];

		for (size_t j = 0; j < i && a->role > ROLE_TRACKING; j++) {
			struct column *b = &s->columns[j], *loser;

			if (b->role != a->role || b->lost || b->lang != a->lang ||
			    !str_same(b->language ? b->language : "",
				      a->language ? a->language : ""))
				continue;
			loser = a->proper && !b->proper ? b : a;
			loser->lost = "it stands there twice";
			break;
		}
	}
}

void
import_columns(struct import *m, struct import_sheet *s)
{
	const struct sheet_row *header = &s->sheet->rows[0];

	for (size_t i = 0; i < s->sheet->count; i++)
		if (s->sheet->rows[i].count > s->count)
			s->count = s->sheet->rows[i].count;
	/* a sheet has no more than the reader of sheets lets through; this is only a wall */
	if (s->count > ARRAY_LEN(s->columns))
		s->count = ARRAY_LEN(s->columns);
	for (size_t i = 0; i < s->count; i++)
		s->columns[i] =
			column_read(m, s->use, i < header->count ? header->cells[i] : "");
	columns_single(s);
}

/* ---- languages ------------------------------------------------------------------ */

/* Names that people use, besides those of the standard. */
static const struct {
	const char *name, *code;
} other_names[] = {
	{ "eng", "en" },      { "fra", "fr" },	     { "fre", "fr" },
	{ "francais", "fr" }, { "spa", "es" },	     { "espanol", "es" },
	{ "por", "pt" },      { "portugues", "pt" }, { "swa", "sw" },
	{ "ara", "ar" },      { "cym", "cy" },	     { "wel", "cy" },
	{ "deu", "de" },      { "ger", "de" },	     { "hin", "hi" },
	{ "ben", "bn" },      { "bangla", "bn" },    { "nep", "ne" },
	{ "pol", "pl" },      { "ron", "ro" },	     { "urd", "ur" },
	{ "pan", "pa" },      { "farsi", "fa" },     { "som", "so" },
	{ "tur", "tr" },      { "ukr", "uk" },	     { "ita", "it" },
	{ "mandarin", "zh" }, { "zho", "zh" },	     { "burmese", "my" },
	{ "myanmar", "my" },  { "filipino", "tl" },  { "creole", "ht" },
};

static const char *
by_code(struct arena *a, const char *words)
{
	char code[3] = "";
	const struct language *language;
	size_t len =
		strspn(words, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	/* "en-GB" and "en_GB" are English */
	if (len != 2 || (words[2] && !strchr("-_", words[2])))
		return NULL;
	for (size_t i = 0; i < 2; i++)
		code[i] = (char)tolower((unsigned char)words[i]);
	language = language_find(code);
	return language ? arena_str(a, language->code) : NULL;
}

/* All two letters in turn: there is no list of languages by their names, and 676 are few. */
static const char *
by_name(struct arena *a, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(other_names); i++)
		if (!strcasecmp(other_names[i].name, name))
			return other_names[i].code;
	for (char x = 'a'; x <= 'z'; x++) {
		for (char y = 'a'; y <= 'z'; y++) {
			const struct language *l = language_find((char[]){ x, y, '\0' });

			if (l && (!strcasecmp(l->name, name) ||
				  (l->own && !strcasecmp(l->own, name))))
				return arena_str(a, l->code);
		}
	}
	return NULL;
}

/* "English (en)" is the specification's own way: the code wins over the name. */
const char *
language_code(struct import *m, const char *words)
{
	const char *open = strrchr(words, '('), *code = NULL, *name = words;

	if (open) {
		code = by_code(m->arena,
			       words_flat(m->arena, arena_copy(m->arena, open + 1,
							       strcspn(open + 1, ")"))));
		name = words_flat(m->arena,
				  arena_copy(m->arena, words, (size_t)(open - words)));
	}
	if (!code)
		code = by_code(m->arena, name);
	return code ? code : by_name(m->arena, name);
}

/* Whether any row has something there. */
static bool
column_full(const struct import_sheet *s, size_t column)
{
	for (size_t i = 1; i < s->sheet->count; i++)
		if (column < s->sheet->rows[i].count && *s->sheet->rows[i].cells[column])
			return true;
	return false;
}

static int
language_add(struct import *m, const char *code)
{
	for (size_t i = 0; i < m->language_count; i++)
		if (str_same(m->languages[i], code))
			return (int)i;
	if (m->language_count >= FORM_LANGUAGES)
		return LANGUAGE_LOST;
	m->languages[m->language_count] = code;
	return (int)m->language_count++;
}

/* What questions are written in; plain: some stand in a column without a language. */
struct spoken {
	const char *codes[FORM_LANGUAGES];
	size_t count;
	bool plain;
	struct column *unknown; /* the first of a language that is not known */
};

/* Labels alone decide: a form whose hints are in three languages asks in those it has labels in. */
static void
spoken_find(struct import *m, struct spoken *out)
{
	for (size_t k = 0; k < m->sheet_count; k++) {
		struct import_sheet *s = &m->sheets[k];

		for (size_t i = 0; i < s->count; i++) {
			struct column *c = &s->columns[i];
			const char *code;

			/* a language of options alone asks nothing */
			if (s->use != USE_SURVEY || c->role != ROLE_LABEL || c->lost ||
			    !column_full(s, i))
				continue;
			code = c->language ? language_code(m, c->language) : NULL;
			if (!c->language)
				out->plain = true;
			else if (!code && !out->unknown)
				out->unknown = c;
			else if (code && out->count < FORM_LANGUAGES)
				out->codes[out->count++] = code;
		}
	}
}

/* Gives each column of texts its language. */
static void
columns_speak(struct import *m, struct import_sheet *s, int plain,
	      const char *taken_for_plain)
{
	for (size_t i = 0; i < s->count; i++) {
		struct column *c = &s->columns[i];
		const char *code;

		c->lang = plain;
		if (!c->language)
			continue;
		code = language_code(m, c->language);
		c->lang = LANGUAGE_LOST;
		for (size_t k = 0; code && k < m->language_count; k++)
			if (str_same(m->languages[k], code))
				c->lang = (int)k;
		if (c->lang >= 0)
			continue;
		if (!code && taken_for_plain && str_same(c->language, taken_for_plain))
			c->lang = 0;
		else if (!code)
			c->lost = "no language of this name is known";
		else if (!column_full(s, i))
			c->lost = "it is empty";
		else if (m->language_count == FORM_LANGUAGES)
			c->lost = "a form has at most 10 languages";
		else
			c->lost = "no question is in this language";
	}
}

/*
 * Which languages there are, and which is first: the default language of the settings if anything
 * is asked in it, then columns without a language, then the others from left to right.  A column
 * without a language speaks the default language, or English; that is how pyxform has it.
 */
void
import_languages(struct import *m)
{
	const char *wanted =
		m->default_language ? language_code(m, m->default_language) : NULL;
	const char *plain_code = wanted ? wanted : "en", *unknown = NULL;
	struct spoken spoken = { 0 };
	bool wanted_spoken;

	spoken_find(m, &spoken);
	wanted_spoken = wanted && spoken.plain;
	for (size_t i = 0; wanted && i < spoken.count; i++)
		wanted_spoken = wanted_spoken || str_same(spoken.codes[i], wanted);
	if (wanted_spoken)
		language_add(m, wanted);
	if (spoken.plain)
		language_add(m, plain_code);
	for (size_t i = 0; i < spoken.count; i++)
		language_add(m, spoken.codes[i]);
	/* one unknown language alone must still be somebody's: it is taken for English, and told */
	if (!m->language_count) {
		language_add(m, plain_code);
		unknown = spoken.unknown ? spoken.unknown->language : NULL;
	}
	for (size_t k = 0; k < m->sheet_count; k++) {
		int plain = 0;

		for (size_t i = 0; i < m->language_count; i++)
			if (str_same(m->languages[i], plain_code))
				plain = (int)i;
		columns_speak(m, &m->sheets[k], plain, unknown);
		columns_single(&m->sheets[k]);
	}
}

/* ---- what the header's row says ------------------------------------------------- */

static const char *
column_called(struct import *m, const struct column *c, size_t index)
{
	char letters[4] = "";

	if (*c->heading)
		return cell_brief(m, c->heading);
	if (index >= 26)
		snprintf(letters, sizeof(letters), "%c%c", (char)('A' + index / 26 - 1),
			 (char)('A' + index % 26));
	else
		snprintf(letters, sizeof(letters), "%c", (char)('A' + index));
	return arena_printf(m->arena, "column %s without a heading", letters);
}

/* Regions are not told apart here: of each language that names one, once. */
static void
regions_report(struct import *m, const struct import_sheet *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct column *c = &s->columns[i];
		const char *open = c->language ? strrchr(c->language, '(') : NULL;
		const char *code = open ? open + 1 : c->language;

		if (!code || c->lost || c->lang < 0 || !by_code(m->arena, code) ||
		    !strchr("-_", code[2]) || !code[2])
			continue;
		row_lost(m, s->loss, LOSS_APPROXIMATED, "%.*s was taken for %s (%s)",
			 (int)strcspn(code, ")"), code,
			 language_find(m->languages[c->lang])->name,
			 m->languages[c->lang]);
	}
}

void
import_headers(struct import *m, const struct import_sheet *s)
{
	const char *unknown = NULL;
	SCOPED(buf) lost;

	buf_init(&lost, 0);
	for (size_t i = 0; i < s->count; i++) {
		const struct column *c = &s->columns[i];

		if (c->role == ROLE_TRACKING)
			row_lost(m, s->loss, LOSS_REFUSED,
				 "%s would record the device; an anonymous form has no "
				 "place for it",
				 c->heading);
		if (c->role == ROLE_LABEL && c->language && c->lang == 0 && !c->lost &&
		    !language_code(m, c->language))
			unknown = c->heading;
		if (c->role == ROLE_TRACKING ||
		    (c->role == ROLE_NONE && !*c->heading && !column_full(s, i)) ||
		    (c->role != ROLE_NONE && !c->lost &&
		     !(c->role == ROLE_APPEARANCE && m->appearance_lost) &&
		     !(c->role == ROLE_PARAMETERS && m->parameters_lost)))
			continue;
		buf_printf(&lost, "%s%s", lost.len ? ", " : "", column_called(m, c, i));
		if (c->lost)
			buf_printf(&lost, " (%s)", c->lost);
	}
	if (lost.len)
		row_lost(m, s->loss, LOSS_APPROXIMATED, "not taken: %s", lost.data);
	regions_report(m, s);
	if (unknown)
		row_lost(
			m, s->loss, LOSS_APPROXIMATED,
			"%s: no language of this name is known; it was taken for English",
			unknown);
}
