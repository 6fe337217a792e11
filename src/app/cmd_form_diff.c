/*
 * canvass form diff OLD NEW: what differs, question by question, and whether each question of the
 * old form can still be compared.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/form_file.h"
#include "form/author.h"

/* So many that nothing is too small to publish: an old form was opened with its own number. */
#define PLENTY 10000000u

/* A form without errors; what is wrong with it goes to standard error. */
static struct form *
form_take(const struct call *call, const char *path, struct buf *text, struct arena *a,
	  struct err *err)
{
	struct diags *diags = arena_one(a, struct diags);
	struct err why = { .code = ERR_NONE };
	struct form *form = form_file(call, path, PLENTY, text, diags, a, &why);
	SCOPED(buf) problems;

	buf_init(&problems, 0);
	if (form)
		return form;
	if (why.code != ERR_NONE) {
		err_set(err, why.code, "%s", why.text);
		return NULL;
	}
	diags_print(diags, &problems);
	fputs(problems.data ? problems.data : "", stderr);
	err_set(err, ERR_INPUT, "%s has errors", path);
	return NULL;
}

/* ---- for people ---------------------------------------------------------------------------- */

/* "options changed, moved" */
static const char *
class_words(const struct diff_row *row, char out[40])
{
	snprintf(out, 40, "%s%s", diff_names[row->class], row->moved ? ", moved" : "");
	return out;
}

struct widths {
	size_t id, class;
};

static struct widths
widths_of(const struct diff *d)
{
	struct widths most = { 4, 4 };
	char words[40];

	for (size_t i = 0; i < d->count; i++) {
		size_t id = strlen(d->rows[i].id);
		size_t class = strlen(class_words(&d->rows[i], words));

		most.id = id > most.id ? id : most.id;
		most.class = class > most.class ? class : most.class;
	}
	return most;
}

/* Words from a column on, wrapped at 78 or where the first words alone are longer. */
static void
put_note(struct buf *out, size_t column, const char *words)
{
	size_t at = column;

	while (*words) {
		size_t len = strcspn(words, " "), width = utf8_count(words, len);

		if (at > column && at + 1 + width > 78) {
			buf_printf(out, "\n%*s", (int)column + 2, "");
			at = column + 2;
		} else if (at > column) {
			buf_putc(out, ' ');
			at++;
		}
		buf_put(out, words, len);
		at += width;
		words += len;
		words += strspn(words, " ");
	}
	buf_putc(out, '\n');
}

/* "role  options changed, moved  options new: a", and further notes below the first. */
static void
put_row(const struct diff_row *row, struct widths w, struct buf *out)
{
	size_t column = w.id + 2 + w.class + 2;
	char words[40];

	if (!row->note_count) {
		buf_printf(out, "%-*s  %s\n", (int)w.id, row->id,
			   class_words(row, words));
		return;
	}
	buf_printf(out, "%-*s  %-*s  ", (int)w.id, row->id, (int)w.class,
		   class_words(row, words));
	for (size_t i = 0; i < row->note_count; i++) {
		buf_printf(out, "%*s", i ? (int)column : 0, "");
		put_note(out, column, row->notes[i]);
	}
}

static void
put_end(const struct diff *d, struct buf *out)
{
	bool first = true;

	if (!d->breaking) {
		buf_puts(out, "safe: every question of the old form can be compared\n");
		return;
	}
	buf_printf(out, "breaking: %zu question%s cannot be compared with the old form: ",
		   d->broken, d->broken == 1 ? "" : "s");
	for (size_t i = 0; i < d->count; i++) {
		enum diff_class class = d->rows[i].class;

		if (class == DIFF_SAME || class == DIFF_NEW)
			continue;
		buf_printf(out, "%s%s", first ? "" : ", ", d->rows[i].id);
		first = false;
	}
	buf_putc(out, '\n');
}

static void
put_words(const struct diff *d, struct buf *out)
{
	struct widths widths = widths_of(d);

	for (size_t i = 0; i < d->count; i++)
		put_row(&d->rows[i], widths, out);
	if (d->count)
		buf_putc(out, '\n');
	put_end(d, out);
}

/* ---- for programs -------------------------------------------------------------------------- */

static void
put_list(const char *name, const char *const *words, size_t n, struct buf *out)
{
	buf_printf(out, ", \"%s\": [", name);
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? ", " : "");
		json_put(out, words[i]);
	}
	buf_putc(out, ']');
}

static void
put_json(const struct diff *d, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < d->count; i++) {
		const struct diff_row *row = &d->rows[i];

		buf_puts(out, i ? ",\n {\"id\": " : "\n {\"id\": ");
		json_put(out, row->id);
		buf_puts(out, ", \"class\": ");
		json_put(out, diff_names[row->class]);
		buf_printf(out,
			   ", \"moved\": %s, \"what\": ", row->moved ? "true" : "false");
		json_put(out, row->what);
		put_list("keys", row->keys, row->key_count, out);
		put_list("texts", row->texts, row->text_count, out);
		buf_putc(out, '}');
	}
	buf_puts(out, d->count ? "\n]\n" : "]\n");
}

static bool
diff(struct call *call, struct buf texts[2], struct arena *a, struct err *err)
{
	struct diff *d = arena_one(a, struct diff);
	const struct form *old, *new;
	SCOPED(buf) out;

	buf_init(&out, 0);
	old = form_take(call, call->args[0], &texts[0], a, err);
	new = old ? form_take(call, call->args[1], &texts[1], a, err) : NULL;
	if (!new)
		return false;
	form_diff(old, new, d, a);
	if (call->json)
		put_json(d, &out);
	else
		put_words(d, &out);
	return output_put(&out, err);
}

bool
cmd_form_diff(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct buf texts[2];
	bool good;

	buf_init(&texts[0], 0);
	buf_init(&texts[1], 0);
	good = diff(call, texts, a, err);
	buf_free(&texts[0]);
	buf_free(&texts[1]);
	arena_free(a);
	return good;
}
