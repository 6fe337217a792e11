/*
 * A file of places: what each row must be.  All that is wrong is told, not only the first; and a
 * row that is wrong never becomes a link by guessing what it meant.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"
#include "out/poster.h"

/* ---- names ----------------------------------------------------------------------- */

/* What is wrong with a name, or NULL.  Of valid text. */
static const char *
name_wrong(const char *name, size_t len, struct arena *a)
{
	const char *next;

	if (!len)
		return "a place needs a name";
	if (utf8_count(name, len) > PLACE_MOST)
		return arena_printf(a, "the place's name has %zu characters; at most %d",
				    utf8_count(name, len), PLACE_MOST);
	for (const char *at = name; at < name + len; at = next) {
		uint32_t point = utf8_next(at, name + len, &next);

		if (point < ' ' || (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
		    point == 0x2029)
			return "a place's name is one line, without tabs";
		if (utf8_is_hidden(point))
			return "the place's name has a character that shows nothing; type it "
			       "anew";
	}
	return NULL;
}

/* A list of links is opened in spreadsheets, which run such cells. */
static bool
is_formula(const char *cell)
{
	return *cell && strchr("=+-@", *cell);
}

bool
place_take(const char *name, size_t len, unsigned headcount, struct link *out,
	   struct err *err)
{
	struct arena *a = arena_new(0);
	const char *why;
	bool good;

	while (len && name[len - 1] == ' ')
		len--;
	for (; len && *name == ' '; len--)
		name++;
	why = !utf8_valid(name, len) ? "the place's name is not UTF-8 text"
				     : name_wrong(name, len, a);
	if (!why && is_formula(name))
		why = "a place's name does not begin with =, +, - or @, which a spreadsheet "
		      "takes for a formula";
	good = !why || err_set(err, ERR_INPUT, "%s", why);
	arena_free(a);
	if (!good)
		return false;
	if (headcount < PLACE_HEADCOUNT)
		return err_set(
			err, ERR_INPUT,
			"a place needs %d people or more, and this one has %u; join it to a "
			"larger one",
			PLACE_HEADCOUNT, headcount);
	memcpy(out->place, name, len);
	out->place[len] = '\0';
	out->headcount = headcount;
	return true;
}

/* ---- rows ------------------------------------------------------------------------ */

/* Plain digits, between which there may be blanks. */
static bool
number_read(const char *cell, unsigned long most, unsigned *out)
{
	char digits[24];
	unsigned long value;
	size_t n = 0;

	for (const char *at = cell, *end = cell + strlen(cell), *next; at < end;
	     at = next) {
		uint32_t point = utf8_next(at, end, &next);

		if (point == ' ' || utf8_is_blank(point))
			continue;
		if (point < '0' || point > '9' || n + 1 == sizeof(digits))
			return false;
		digits[n++] = (char)point;
	}
	digits[n] = '\0';
	if (!str_to_uint(digits, most, &value))
		return false;
	*out = (unsigned)value;
	return true;
}

static const char *
headcount_read(struct place_row *row, struct arena *a)
{
	const char *cell = row->cell[COLUMN_HEADCOUNT];

	if (number_read(cell, PLACE_HEADCOUNT_TOP, &row->headcount))
		return NULL;
	if (!*cell)
		return "a place needs a headcount: how many people pass there";
	return arena_printf(a,
			    "\"%s\" is no headcount: plain digits, such as 1200, at most "
			    "%d",
			    place_shown(cell, a), PLACE_HEADCOUNT_TOP);
}

static const char *
copies_read(struct place_row *row, struct arena *a)
{
	const char *cell = row->cell[COLUMN_COPIES];

	row->copies = 1;
	if (!*cell || (number_read(cell, PLACE_COPIES, &row->copies) && row->copies))
		return NULL;
	row->copies = 1;
	return arena_printf(a, "\"%s\" copies: a number from 1 to %d",
			    place_shown(cell, a), PLACE_COPIES);
}

static const char *
paper_read(struct place_row *row, struct arena *a)
{
	const char *paper = place_key(row->cell[COLUMN_PAPER], a);
	enum poster_paper found;

	if (*paper && (!paper_find(paper, &found) || found == PAPER_CARD))
		return arena_printf(a, "\"%s\" is no paper: a3, a4 or a5",
				    place_shown(row->cell[COLUMN_PAPER], a));
	row->cell[COLUMN_PAPER] = paper;
	return NULL;
}

static const char *
language_read(struct place_row *row, const struct form *form, struct arena *a)
{
	const char *list = row->cell[COLUMN_LANGUAGE], *names = "";
	size_t count = 0;

	for (list += strspn(list, ", "); *list; list += strspn(list, ", ")) {
		size_t len = strcspn(list, ", ");
		const char *name = place_key(arena_copy(a, list, len), a);

		if (!form || form_language(form, name) < 0)
			return arena_printf(a, "the form has no language \"%s\"",
					    place_shown(name, a));
		if (++count > POSTER_LANGUAGES)
			return "a poster has room for two languages at most";
		names = arena_printf(a, "%s%s%s", names, count > 1 ? "," : "", name);
		list += len;
	}
	row->cell[COLUMN_LANGUAGE] = names;
	return NULL;
}

/* What is wrong with a row by itself, or NULL. */
static const char *
row_wrong(struct place_row *row, const struct form *form, struct arena *a)
{
	const char *name = row->cell[COLUMN_PLACE], *parent = row->cell[COLUMN_PARENT];
	const char *why = NULL;

	for (unsigned i = 0; i < COLUMN__COUNT; i++)
		if (is_formula(row->cell[i]))
			return arena_printf(
				a,
				"\"%s\" begins with %c, which a spreadsheet takes "
				"for a formula",
				place_shown(row->cell[i], a), *row->cell[i]);
	why = name_wrong(name, strlen(name), a);
	if (!why && *parent)
		why = name_wrong(parent, strlen(parent), a);
	if (!why)
		why = headcount_read(row, a);
	if (!why)
		why = copies_read(row, a);
	if (!why)
		why = paper_read(row, a);
	return why ? why : language_read(row, form, a);
}

/* A row that is wrong keeps its name: nobody else may take it. */
static void
row_take(struct places *p, struct names *names, const struct form *form, const char *why,
	 struct arena *a)
{
	struct place_row *row = &p->rows[p->count];
	size_t there;

	row->poster = SIZE_MAX;
	row->key = place_key(row->cell[COLUMN_PLACE], a);
	row->why = why ? why : row_wrong(row, form, a);
	there = *row->key && !why ? names_put(names, row->key, p->count) : p->count;
	if (there != p->count && !row->why)
		row->why = arena_printf(a, "\"%s\" stands in line %u already",
					place_shown(row->cell[COLUMN_PLACE], a),
					p->rows[there].line);
	if (there != p->count && !p->rows[there].why)
		p->rows[there].why = arena_printf(
			a, "\"%s\" stands in line %u again",
			place_shown(p->rows[there].cell[COLUMN_PLACE], a), row->line);
	if (*row->cell[COLUMN_PARENT])
		row->parent_key = place_key(row->cell[COLUMN_PARENT], a);
	p->count++;
}

bool
places_read(const char *path, const char *text, size_t len, const struct form *form,
	    struct places *out, struct arena *a, struct err *err)
{
	struct places p = { 0 };
	struct err why = { .code = ERR_NONE };
	struct places_csv c;
	struct names names;
	size_t room = 64;

	if (!csv_open(&c, path, text, len, a, err))
		return false;
	p.rows = arena_array(a, struct place_row, room);
	names_init(&names, PLACES_MOST, a);
	for (;;) {
		const char *wrong;

		if (p.count == room) {
			struct place_row *more =
				arena_array(a, struct place_row, room * 2);

			memcpy(more, p.rows, room * sizeof(*more));
			p.rows = more;
			room *= 2;
		}
		if (!csv_row(&c, p.rows[p.count].cell, &wrong, a, &why))
			break;
		if (p.count == PLACES_MOST)
			return err_set(
				err, ERR_INPUT,
				"%s:%u: over %d places; make several files of them", path,
				c.line, PLACES_MOST);
		p.rows[p.count].line = c.line;
		row_take(&p, &names, form, wrong, a);
	}
	if (why.code != ERR_NONE)
		return err_set(err, why.code, "%s:%u: %s", path, c.line, why.text);
	if (!p.count)
		return err_set(err, ERR_INPUT, "%s holds no place: " PLACES_WANTED, path);
	places_merge(&p, a);
	*out = p;
	return true;
}

bool
places_file(const struct call *call, const struct form *form, struct places *out,
	    struct arena *a, struct err *err)
{
	const char *path = flag_value(call, "places");
	SCOPED(buf) text = { 0 };

	return file_read_named(call, path, PLACES_FILE_MOST, &text, err) &&
	       places_read(path, text.data ? text.data : "", text.len, form, out, a, err);
}

/* ---- telling --------------------------------------------------------------------- */

void
places_tell(const struct places *p, const char *path, struct buf *out)
{
	size_t told = 0;

	for (size_t i = 0; i < p->count && told < PLACES_TOLD; i++)
		if (p->rows[i].why) {
			buf_printf(out, "%s:%u: %s\n", path, p->rows[i].line,
				   p->rows[i].why);
			told++;
		}
	if (told < p->refused)
		buf_printf(out, "and %zu more\n", p->refused - told);
	told = 0;
	for (size_t i = 0; i < p->poster_count && told < PLACES_TOLD; i++)
		if (*p->posters[i].merged && !p->posters[i].why) {
			buf_printf(out, "%s: merged into %s: %s\n", path,
				   p->posters[i].name, p->posters[i].merged);
			told++;
		}
}
