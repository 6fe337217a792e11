/*
 * canvass code SURVEY take FILE, settle [FILE]: decisions come back in.  Good lines are stored; bad
 * ones come out unchanged, to be mended and taken again, and the reasons say where and what.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/cmd_code.h"
#include "app/codes_sheet.h"

static const char *const whose_words[CODER__COUNT] = {
	[CODER_FIRST] = "the first coder",
	[CODER_SECOND] = "the second coder",
	[CODER_SETTLED] = "what is settled",
};

struct taking {
	struct code_work *w;
	const char *path;
	struct code_sheet sheet;
	struct taken {			 /* beside each line of the sheet */
		const struct comment *c; /* NULL: nothing to be taken from it */
		uint64_t themes;
		bool bad;
	} * lines;
	size_t bad, later, kept;
	bool header_out;
};

/* ---- what is wrong --------------------------------------------------------------------------- */

static void
refuse(struct taking *t, size_t at, const char *why)
{
	const struct sheet_line *line = &t->sheet.lines[at];

	if (t->lines[at].bad)
		return;
	t->lines[at].bad = true;
	t->bad++;
	if (*line->id)
		say("%s:%zu: %.20s: %s", t->path, line->number, line->id, why);
	else
		say("%s:%zu: %s", t->path, line->number, why);
}

static bool
coder_right(const struct taking *t, const struct sheet_line *line, struct err *err)
{
	const char *mine = coder_names[t->w->coder];

	for (size_t i = 0; line->coder && i < CODER__COUNT; i++)
		if (str_same(line->coder, coder_names[i]))
			return str_same(line->coder, mine) ||
			       err_set(err, ERR_INPUT,
				       "this is what the %s coder decided, not the %s",
				       line->coder, mine);
	return !line->coder ||
	       err_set(err, ERR_INPUT, "there is no coder \"%.20s\": first or second",
		       line->coder);
}

static bool
line_take(struct taking *t, size_t at, struct err *err)
{
	const struct sheet_line *line = &t->sheet.lines[at];
	struct taken *to = &t->lines[at];
	const struct comment *c;
	uint64_t themes;

	if (line->wrong)
		return err_set(err, ERR_INPUT, "%s", line->wrong);
	if (!line->decided) {
		t->later++;
		return true;
	}
	c = quote_find(&t->w->of, line->id, err);
	if (!c || !coder_right(t, line, err) ||
	    !code_themes(t->w, c, line->themes, line->theme_count, &themes, err) ||
	    !code_allowed(t->w, c, themes, err))
		return false;
	to->c = c;
	to->themes = themes;
	return true;
}

static int
taken_order(const void *one, const void *other)
{
	const struct taken *const *a = one, *const *b = other;
	int names = strcmp((*a)->c->name, (*b)->c->name);

	return names ? names : *a < *b ? -1 : *a > *b;
}

/* Two lines that say different things of one comment: neither can be believed. */
static void
refuse_twice(struct taking *t)
{
	const struct taken **list =
		mem_new(t->sheet.count + 1, sizeof(const struct taken *));
	size_t count = 0;

	for (size_t i = 0; i < t->sheet.count; i++)
		if (t->lines[i].c)
			list[count++] = &t->lines[i];
	qsort(list, count, sizeof(const struct taken *), taken_order);
	for (size_t from = 0, to; from < count; from = to) {
		bool same = true;

		for (to = from; to < count && list[to]->c == list[from]->c; to++)
			same &= list[to]->themes == list[from]->themes;
		for (size_t i = from; !same && i < to; i++) {
			const struct taken *other = list[i == from ? from + 1 : from];
			char why[120];

			snprintf(why, sizeof(why),
				 "line %zu says something else of the same comment: keep "
				 "one of them",
				 t->sheet.lines[other - t->lines].number);
			refuse(t, (size_t)(list[i] - t->lines), why);
		}
	}
	free(list);
}

/* ---- taking ------------------------------------------------------------------------------  */

static void
put_back(struct taking *t)
{
	if (!t->bad)
		return;
	fwrite(t->sheet.header, 1, t->sheet.header_len, stdout);
	for (size_t i = 0; i < t->sheet.count; i++) {
		const struct sheet_line *line = &t->sheet.lines[i];

		if (!t->lines[i].bad)
			continue;
		fwrite(line->raw, 1, line->raw_len, stdout);
		if (!line->raw_len || line->raw[line->raw_len - 1] != '\n')
			putchar('\n');
	}
}

static bool
keep_good(struct taking *t, struct err *err)
{
	struct coding *many = mem_new(t->sheet.count + 1, sizeof(*many));
	bool good;

	for (size_t i = 0; i < t->sheet.count; i++)
		if (t->lines[i].c && !t->lines[i].bad)
			many[t->kept++] =
				code_decision(t->w, t->lines[i].c, t->lines[i].themes);
	good = code_keep(t->w, many, t->kept, err);
	free(many);
	return good;
}

static bool
take_lines(struct taking *t, struct err *err)
{
	const struct buf none = { .len = 0 };

	t->lines = arena_array(t->w->arena, struct taken, t->sheet.count + 1);
	for (size_t i = 0; i < t->sheet.count; i++) {
		struct err why = { .code = ERR_NONE };

		if (!line_take(t, i, &why))
			refuse(t, i, why.text);
	}
	refuse_twice(t);
	if (!keep_good(t, err))
		return err_add(err, "nothing was stored");
	put_back(t);
	say("stored %zu of %s, %zu left for later, rejected %zu", t->kept,
	    whose_words[t->w->coder], t->later, t->bad);
	if (!output_put(&none, err))
		return false;
	return !t->bad ||
	       err_set(err, ERR_INPUT,
		       "mend the rejected line%s, on standard output, and take "
		       "%s again",
		       t->bad == 1 ? "" : "s", t->bad == 1 ? "it" : "them");
}

/* Whose sheet it is; --coder, if given, must say the same. */
static bool
whose(struct taking *t, struct err *err)
{
	struct code_work *w = t->w;
	const char *coder = t->sheet.coder, *survey = t->sheet.survey;
	bool settled = coder && str_same(coder, coder_names[CODER_SETTLED]);

	if (survey && !str_same(survey, w->of.survey.name))
		return err_set(err, ERR_INPUT, "this is a sheet of %.80s, not of %s",
			       survey, w->of.survey.name);
	if (!coder || str_same(coder, coder_names[w->coder]))
		return true;
	if (settled)
		return err_set(err, ERR_INPUT,
			       "this is a sheet of what is to be settled: code settle "
			       "takes it");
	if (w->coder_said || w->coder == CODER_SETTLED)
		return err_set(err, ERR_INPUT, "this is the sheet of the %.20s coder",
			       coder);
	if (!coder_named(coder, &w->coder, err))
		return err_set(err, ERR_INPUT,
			       "it is the sheet of \"%.20s\": there is no "
			       "such coder",
			       coder);
	return true;
}

static bool
take_file(struct code_work *w, const char *path, struct err *err)
{
	struct taking t = { .w = w, .path = path };
	struct buf text;
	bool good;

	buf_init(&text, 0);
	good = file_read(path, SHEET_BYTES, &text, err);
	if (good && !code_sheet_read(text.data ? text.data : "", text.len, &t.sheet,
				     w->arena, err))
		good = err_add(err, "%.100s", path);
	good = good && (whose(&t, err) || err_add(err, "%.100s", path)) &&
	       take_lines(&t, err);
	secret_wipe(text.data, text.room);
	buf_free(&text);
	return good;
}

bool
code_take(struct code_work *w, struct err *err)
{
	return take_file(w, w->of.call->args[2], err);
}

/* ---- settle ------------------------------------------------------------------------------  */

static void
put_difference(struct buf *out, struct code_work *w, const struct comment *c)
{
	const struct codebook *book = w->codes.book;
	const struct coding *first, *second, *mine = code_mine(w, c);
	struct arena *a = arena_new(0);

	code_differ(w, c, &first, &second);
	buf_putc(out, '{');
	put_comment(out, w, c, code_text(w, c, a));
	buf_puts(out, ", \"first\": ");
	put_theme_list(out, book, first->themes);
	buf_puts(out, ", \"second\": ");
	put_theme_list(out, book, second->themes);
	if (mine) {
		buf_puts(out, ", \"before\": ");
		put_theme_list(out, book, mine->themes);
	}
	buf_puts(out, ", \"themes\": []}\n");
	arena_free(a);
}

/* Why there is nothing to settle. */
static void
tell_settled(const struct code_work *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (coding_find(&w->codes.by[CODER_FIRST], w->by_name[i]->name) &&
		    coding_find(&w->codes.by[CODER_SECOND], w->by_name[i]->name)) {
			say("the two coders differ nowhere, or all is settled");
			return;
		}
	if (w->count)
		say("nothing is coded by both yet: each of them codes with code next, or with "
		    "code sheet and code take, the second with --coder second");
}

bool
code_settle(struct code_work *w, struct err *err)
{
	const struct comment **list =
		arena_array(w->arena, const struct comment *, w->count + 1);
	size_t count = 0;
	struct buf out;

	w->coder = CODER_SETTLED;
	if (w->of.call->arg_count > 2)
		return take_file(w, w->of.call->args[2], err);
	for (size_t i = 0; i < w->count; i++)
		if (code_to_settle(w, w->by_name[i]))
			list[count++] = w->by_name[i];
	if (!count)
		tell_settled(w);
	if (code_readable(w) && on_terminal(STDIN_FILENO))
		return code_talk(w, list, count, err);
	buf_init(&out, 0);
	for (size_t i = 0; i < count; i++)
		put_difference(&out, w, list[i]);
	return code_out(&out, err);
}
