/*
 * summary.sav: all rows of a release as a system file of SPSS.  The only door to ReadStat.
 *
 * A number that is not told is a code that the file declares as missing, so that no sum can take it
 * for a number.  What people wrote never goes in here.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <readstat.h>

#include "out/sav.h"

const struct sav_variable sav_variables[SAV__COUNT] = {
	[SAV_TNUM] = { .name = "tnum", .label = "Table, by its place in the release" },
	[SAV_TABLE] = { .name = "table", .label = "Table, by its name", .text = true },
	[SAV_SPLIT] = { .name = "split",
			.label = "Broken down by; empty: all people",
			.text = true },
	[SAV_GROUP] = { .name = "group",
			.label = "Group; * is all people",
			.text = true },
	[SAV_LONG_GROUP] = { .name = "longgroup",
			     .label = "Group in words",
			     .text = true },
	[SAV_KEY] = { .name = "key",
		      .label = "Answer; * is all who answered: the base",
		      .text = true },
	[SAV_LABEL] = { .name = "label", .label = "Answer in words", .text = true },
	[SAV_N] = { .name = "n", .label = "Responses, rounded", .missing = true },
	[SAV_PCT] = { .name = "pct",
		      .label = "Per cent of the base, to the nearest 5",
		      .missing = true },
	[SAV_LOW] = { .name = "low",
		      .label = "Per cent: lower end of the 95 per cent interval",
		      .missing = true,
		      .decimals = 1 },
	[SAV_HIGH] = { .name = "high",
		       .label = "Per cent: upper end of the 95 per cent interval",
		       .missing = true,
		       .decimals = 1 },
	[SAV_MARKER] = { .name = "marker", .label = "What to know about the number" },
};
const struct sav_label sav_missing[4] = {
	{ SAV_NO_ANSWER, "Prefer not to say" },
	{ SAV_NOT_ASKED, "Does not apply" },
	{ SAV_HIDDEN, "Hidden to protect people" },
	{ SAV_NOT_HERE, "Not in this version" },
};
const struct sav_label sav_markers[MARK__COUNT] = {
	[MARK_NONE] = { MARK_NONE, "Printed" },
	[MARK_C] = { MARK_C, "[c] hidden to protect people" },
	[MARK_Z] = { MARK_Z, "[z] does not apply" },
	[MARK_X] = { MARK_X, "[x] not available" },
	[MARK_U] = { MARK_U, "[u] less reliable" },
	[MARK_CU] = { MARK_CU, "[c][u] hidden, and less reliable" },
};

/* ---- one row --------------------------------------------------------------------- */

/* Why a number is not told; a blank without a marker is one that there cannot be. */
static double
missing_code(enum marker marker)
{
	switch (marker) {
	case MARK_C:
	case MARK_CU:
		return SAV_HIDDEN;
	case MARK_X:
		return SAV_NOT_HERE;
	case MARK_NONE:
	case MARK_Z:
	case MARK_U:
	case MARK__COUNT:
		break;
	}
	return SAV_NOT_ASKED;
}

static const char *
row_text(const struct data_row *row, enum sav_column column)
{
	const char *const texts[SAV__COUNT] = {
		[SAV_TABLE] = row->table->id,
		[SAV_SPLIT] = row->table->by,
		[SAV_GROUP] = row->group,
		[SAV_KEY] = row->key,
		[SAV_LONG_GROUP] = row->group_label,
		[SAV_LABEL] = row->label,
	};

	return texts[column];
}

static double
row_number(const struct data *d, const struct data_row *row, enum sav_column column)
{
	const double none = missing_code(row->marker);
	const double numbers[SAV__COUNT] = {
		[SAV_TNUM] = (double)(row->table - d->tables + 1),
		[SAV_N] = row->n < 0 ? none : row->n,
		[SAV_PCT] = row->pct < 0 ? none : row->pct,
		[SAV_LOW] = row->range.known ? data_tenths(row->range.low) / 10.0 : none,
		[SAV_HIGH] =
			row->range.known ? data_tenths(row->range.high) / 10.0 : none,
		[SAV_MARKER] = row->marker,
	};

	return numbers[column];
}

/* ---- the file's head ------------------------------------------------------------- */

struct writing { /* of one file */
	readstat_writer_t *to;
	readstat_variable_t *variables[SAV__COUNT];
	struct arena *arena;
	readstat_error_t failed; /* the first that did */
};

static void
note_failure(struct writing *w, readstat_error_t result)
{
	if (!w->failed)
		w->failed = result;
}

/* On one line: the head of the file has no room for others. */
static const char *
one_line(const char *text, struct arena *a)
{
	char *line = arena_str(a, text);

	for (char *p = line; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return line;
}

/* Whole characters of at most so many bytes, in an arena. */
static const char *
fitting(const char *text, size_t most, struct arena *a)
{
	return arena_copy(a, text, data_fit(text, most));
}

/* The widest text of a column, as far as it is kept; SPSS has no text of no width. */
static size_t
text_width(const struct data *d, enum sav_column column)
{
	size_t width = 1, len;

	for (size_t r = 0; r < d->row_count; r++) {
		len = data_fit(row_text(&d->rows[r], column), SAV_STRING_MOST);
		width = len > width ? len : width;
	}
	return width;
}

static readstat_label_set_t *
label_set(struct writing *w, const char *name, const struct sav_label *labels,
	  size_t count)
{
	readstat_label_set_t *set =
		readstat_add_label_set(w->to, READSTAT_TYPE_DOUBLE, name);

	for (size_t i = 0; i < count; i++)
		readstat_label_double_value(set, labels[i].value, labels[i].words);
	return set;
}

static readstat_label_set_t *
table_titles(struct writing *w, const struct data *d)
{
	readstat_label_set_t *set =
		readstat_add_label_set(w->to, READSTAT_TYPE_DOUBLE, "tables");

	for (size_t i = 0; i < d->table_count; i++)
		readstat_label_double_value(
			set, (double)(i + 1),
			fitting(d->tables[i].title, SAV_LABEL_MOST, w->arena));
	return set;
}

static void
add_variable(struct writing *w, const struct data *d, enum sav_column column)
{
	const struct sav_variable *v = &sav_variables[column];
	readstat_variable_t *made;

	made = readstat_add_variable(
		w->to, v->name, v->text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
		v->text ? text_width(d, column) : 0);
	readstat_variable_set_label(made, v->label);
	if (!v->text)
		readstat_variable_set_format(made, v->decimals ? "F8.1" : "F8.0");
	readstat_variable_set_measure(made, v->missing ? READSTAT_MEASURE_SCALE
						       : READSTAT_MEASURE_NOMINAL);
	if (v->missing)
		note_failure(w, readstat_variable_add_missing_double_range(
					made, SAV_NO_ANSWER, SAV_NOT_HERE));
	w->variables[column] = made;
}

static void
add_variables(struct writing *w, const struct data *d)
{
	readstat_label_set_t *missing =
		label_set(w, "missing", sav_missing, ARRAY_LEN(sav_missing));

	for (enum sav_column c = 0; c < SAV__COUNT; c++) {
		add_variable(w, d, c);
		if (sav_variables[c].missing)
			readstat_variable_set_label_set(w->variables[c], missing);
	}
	readstat_variable_set_label_set(
		w->variables[SAV_MARKER],
		label_set(w, "markers", sav_markers, ARRAY_LEN(sav_markers)));
	if (d->table_count)
		readstat_variable_set_label_set(w->variables[SAV_TNUM],
						table_titles(w, d));
}

/* Lines of at most 80 bytes, broken at a blank where there is one. */
static void
add_note(struct writing *w, const char *text)
{
	text = one_line(text, w->arena);
	while (*text) {
		size_t len = data_fit(text, SAV_NOTE_MOST), cut = len;

		while (text[len] && cut > 1 && text[cut] != ' ')
			cut--;
		len = cut > 1 ? cut : len;
		readstat_add_note(w->to, arena_copy(w->arena, text, len));
		text += len;
		text += *text == ' ';
	}
}

static void
describe(struct writing *w, const struct summary *s)
{
	const char *label = s->draft ? arena_printf(w->arena, "Draft: %s", s->form_title)
				     : s->form_title;

	label = one_line(label, w->arena);
	note_failure(w, readstat_writer_set_file_label(
				w->to, fitting(label, SAV_FILE_LABEL_MOST, w->arena)));
	add_note(w, label);
	add_note(w, arena_printf(w->arena, "Wave %s, %s %s", s->wave,
				 s->draft ? "a draft of" : "released", s->released));
	for (size_t i = 0; i < s->note_count; i++)
		add_note(w, s->notes[i]);
}

/* ---- writing --------------------------------------------------------------------- */

static ssize_t
take_bytes(const void *data, size_t len, void *context)
{
	buf_put(context, data, len);
	return (ssize_t)len;
}

static void
write_row(struct writing *w, const struct data *d, const struct data_row *row)
{
	note_failure(w, readstat_begin_row(w->to));
	for (enum sav_column c = 0; c < SAV__COUNT; c++)
		note_failure(
			w, sav_variables[c].text
				   ? readstat_insert_string_value(
					     w->to, w->variables[c],
					     fitting(row_text(row, c), SAV_STRING_MOST,
						     w->arena))
				   : readstat_insert_double_value(w->to, w->variables[c],
								  row_number(d, row, c)));
	note_failure(w, readstat_end_row(w->to));
}

/*
 * The day of writing stands in the file's head, and ReadStat puts it there in local time: it
 * is written over, so that the time zone leaves no trace.
 */
static void
put_day(struct buf *file, const char *released)
{
	enum { DATE_AT = 92, DATE_LEN = 17 };
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *month;
	char date[40];
	int day;

	if (file->len < DATE_AT + DATE_LEN || !day_parse(released, &day))
		return;
	/* day_parse took it: its month is one of twelve */
	month = months + 3 * ((released[5] - '0') * 10 + released[6] - '0' - 1);
	snprintf(date, sizeof(date), "%.2s %.3s %.2s00:00:00", released + 8, month,
		 released + 2);
	memcpy(file->data + DATE_AT, date, DATE_LEN);
}

static bool
write_file(struct writing *w, const struct summary *s, const struct data *d,
	   struct buf *file, struct err *err)
{
	int day = 0;

	add_variables(w, d);
	describe(w, s);
	if (!day_parse(s->released, &day))
		day = 0;
	note_failure(w, readstat_writer_set_file_timestamp(w->to, (time_t)day * 86400));
	note_failure(w, readstat_writer_set_compression(w->to, READSTAT_COMPRESS_ROWS));
	note_failure(w, readstat_set_data_writer(w->to, take_bytes));
	note_failure(w, readstat_begin_writing_sav(w->to, file, (long)d->row_count));
	for (size_t r = 0; r < d->row_count && !w->failed; r++)
		write_row(w, d, &d->rows[r]);
	if (!w->failed)
		note_failure(w, readstat_end_writing(w->to));
	if (w->failed)
		return err_set(err, ERR_BUG, "summary.sav: %s",
			       readstat_error_message(w->failed));
	put_day(file, s->released);
	return export_close(file, "summary.sav", err);
}

bool
export_sav(const struct summary *s, struct export_files *out, struct arena *a,
	   struct err *err)
{
	const struct data *d = data_make(s, a);
	struct buf *file = export_open(out, "summary.sav", err);
	struct writing w = { .arena = a };
	bool good;

	if (!file)
		return false;
	w.to = readstat_writer_init();
	if (!w.to)
		die("no memory");
	good = write_file(&w, s, d, file, err);
	readstat_writer_free(w.to);
	return good && sav_syntax(s, d, out, err);
}
