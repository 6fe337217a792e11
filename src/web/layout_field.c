/*
 * The fields of a question, a function a kind.  Names and values are what the contract says;
 * ids are "<question>-<option>", so that an error's link and a follow-up's rule find them.  Our
 * own ids on these pages begin with a capital, which no question's id has.
 *
 * Nothing is preselected, nothing is `required`: the server checks, and says it in our words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static void
field_id(struct html *h, const struct question *q, const char *code)
{
	html_lit(h, " id=\"");
	html_value(h, q->id);
	html_lit(h, "-");
	html_value(h, code);
	html_lit(h, "\"");
}

/* One radio or checkbox with its label; the whole row can be pressed. */
static void
option_put(struct layout *l, const struct question *q, bool several, const char *code,
	   unsigned index, const struct text *label)
{
	struct html *h = l->body;

	html_lit(h, "<label><input type=\"");
	if (several)
		html_lit(h, "checkbox\"");
	else
		html_lit(h, "radio\"");
	html_attr(h, "name", q->id);
	html_attr(h, "value", code);
	field_id(h, q, code);
	if (several && index != NO_ANSWER && q->alone >> index & 1)
		html_lit(h, " data-alone"); /* for the script: it unticks the others */
	layout_hole(l, HOLE_CHECKED, q->index, index);
	if (q->kind == KIND_CHOOSE_ANY) /* radios: their group is marked */
		layout_hole(l, HOLE_INVALID, q->index, 0);
	html_lit(h, "> ");
	layout_label(l, label);
	html_lit(h, "</label>\n");
}

/* "or", and "Prefer not to say" last. */
static void
no_answer_put(struct layout *l, const struct question *q, bool several)
{
	if (!q->no_answer.in[0])
		return;
	html_lit(l->body, "<p class=\"or\">");
	layout_word(l, WORD_OR);
	html_lit(l->body, "</p>\n");
	option_put(l, q, several, "no_answer", NO_ANSWER, &q->no_answer);
}

/* Words for `other`: always there, and out of the way while it is not chosen. */
static void
other_put(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	html_lit(h, "<p class=\"w\" id=\"w-");
	html_value(h, q->id);
	html_lit(h, "\"><label for=\"");
	html_value(h, q->id);
	html_lit(h, "_other\">");
	layout_word(l, WORD_OTHER_WORDS);
	html_lit(h, "</label>\n<input type=\"text\" name=\"");
	html_value(h, q->id);
	html_lit(h, "_other\" id=\"");
	html_value(h, q->id);
	html_lit(h, "_other\" dir=\"auto\" autocomplete=\"off\" maxlength=\"");
	html_num(h, q->up_to ? (long)q->up_to : 80);
	html_lit(h, "\" value=\"");
	layout_hole(l, HOLE_VALUE, q->index, PART_OTHER);
	html_lit(h, "\"></p>\n");
	buf_printf(&l->rules, "form:not(:has(#%s-other:checked)) #w-%s{display:none}",
		   q->id, q->id);
}

static void
choice_put(struct layout *l, const struct question *q)
{
	bool several = q->kind == KIND_CHOOSE_ANY;
	const struct option *last = &q->options->items[q->options->count - 1];

	html_lit(l->body, "<div class=\"o\">\n");
	for (unsigned i = 0; i < q->options->count; i++)
		option_put(l, q, several, q->options->items[i].code, i,
			   &q->options->items[i].label);
	if (last->is_other)
		other_put(l, q);
	no_answer_put(l, q, several);
	html_lit(l->body, "</div>\n");
}

/* What every box has; the caller has opened the tag. */
static void
box_rest(struct layout *l, const struct question *q)
{
	bool hint = q->hint.in[0] || q->kind == KIND_LONG_TEXT;

	layout_hole(l, HOLE_DESCRIBED, q->index, hint);
	layout_hole(l, HOLE_INVALID, q->index, 0);
}

/* Beside a box: the way out, if there is one. */
static void
way_out_put(struct layout *l, const struct question *q)
{
	if (!q->no_answer.in[0])
		return;
	html_lit(l->body, "<div class=\"o\">\n");
	no_answer_put(l, q, true);
	html_lit(l->body, "</div>\n");
}

static void
number_put(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	html_lit(
		h,
		"<p class=\"n\"><input type=\"text\" inputmode=\"numeric\" autocomplete=\"off\"");
	html_attr(h, "id", q->id);
	html_attr(h, "name", q->id);
	html_lit(h, " value=\"");
	layout_hole(l, HOLE_VALUE, q->index, PART_TEXT);
	html_lit(h, "\"");
	box_rest(l, q);
	html_lit(h, "> ");
	layout_label(l, &q->unit);
	html_lit(h, "</p>\n");
	way_out_put(l, q);
}

/* "id.month", "id.CODE": the name of a field that is one of several; its id has a dash. */
static void
part_name(struct html *h, const struct question *q, const char *part)
{
	html_value(h, q->id);
	html_lit(h, ".");
	html_value(h, part);
}

static void
part_id(struct html *h, const struct question *q, const char *part)
{
	html_value(h, q->id);
	html_lit(h, "-");
	html_value(h, part);
}

static void
month_part(struct layout *l, const struct question *q, const char *part, enum word word,
	   enum part which)
{
	struct html *h = l->body;

	html_lit(h, "<span><label for=\"");
	part_id(h, q, part);
	html_lit(h, "\">");
	layout_word(l, word);
	html_lit(h, "</label>\n<input type=\"text\" inputmode=\"numeric\" "
		    "autocomplete=\"off\" id=\"");
	part_id(h, q, part);
	html_lit(h, "\" name=\"");
	part_name(h, q, part);
	html_lit(h, "\" value=\"");
	layout_hole(l, HOLE_VALUE, q->index, which);
	html_lit(h, "\"");
	layout_hole(l, HOLE_INVALID, q->index, 0);
	html_lit(h, "></span>\n");
}

static void
month_put(struct layout *l, const struct question *q)
{
	html_lit(l->body, "<p class=\"n\">");
	month_part(l, q, "month", WORD_MONTH, PART_MONTH);
	month_part(l, q, "year", WORD_YEAR, PART_YEAR);
	html_lit(l->body, "</p>\n");
	way_out_put(l, q);
}

/* A menu of places for each option: no dragging, and it works with every keyboard. */
static void
rank_put(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	html_lit(h, "<div class=\"r\">\n");
	for (unsigned i = 0; i < q->options->count; i++) {
		const struct option *o = &q->options->items[i];

		html_lit(h, "<p><select name=\"");
		part_name(h, q, o->code);
		html_lit(h, "\" id=\"");
		part_id(h, q, o->code);
		html_lit(h, "\"");
		layout_hole(l, HOLE_INVALID, q->index, 0);
		html_lit(h, "><option value=\"\">");
		layout_word(l, WORD_NO_PLACE);
		for (unsigned place = 1; place <= q->options->count; place++) {
			html_lit(h, "</option><option");
			layout_hole(l, HOLE_PLACE, q->index, i * 32 + place);
			html_lit(h, ">");
			html_num(h, place);
		}
		html_lit(h, "</option></select> <label for=\"");
		part_id(h, q, o->code);
		html_lit(h, "\">");
		layout_label(l, &o->label);
		html_lit(h, "</label></p>\n");
	}
	html_lit(h, "</div>\n");
}

/* What both boxes for words have; the caller has opened the tag. */
static void
words_rest(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	html_lit(h, " dir=\"auto\" autocomplete=\"off\" spellcheck=\"true\"");
	html_attr(h, "id", q->id);
	html_attr(h, "name", q->id);
	html_lit(h, " maxlength=\"");
	html_num(h, (long)q->up_to);
	html_lit(h, "\"");
	box_rest(l, q);
}

static void
short_text_put(struct layout *l, const struct question *q)
{
	html_lit(l->body, "<input type=\"text\"");
	words_rest(l, q);
	html_lit(l->body, " value=\"");
	layout_hole(l, HOLE_VALUE, q->index, PART_TEXT);
	html_lit(l->body, "\">\n");
}

static void
long_text_put(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	html_lit(h, "<textarea rows=\"6\"");
	html_attr(h, "data-left", word_in(WORD_LEFT, l->language)); /* for the script */
	words_rest(l, q);
	html_lit(h,
		 ">\n"); /* a browser drops this line end, and keeps the writer's own */
	layout_hole(l, HOLE_TYPED, q->index, 0);
	html_lit(h, "</textarea>\n");
}

static void
note_put(struct layout *l, const struct question *q)
{
	layout_markdown(l, &q->text);
}

void
layout_fields(struct layout *l, const struct question *q)
{
	static void (*const fields[KIND__COUNT])(struct layout *,
						 const struct question *) = {
		[KIND_CHOOSE_ONE] = choice_put,
		[KIND_CHOOSE_ANY] = choice_put,
		[KIND_SCALE] = choice_put,
		[KIND_NUMBER] = number_put,
		[KIND_MONTH] = month_put,
		[KIND_RANK] = rank_put,
		[KIND_SHORT_TEXT] = short_text_put,
		[KIND_LONG_TEXT] = long_text_put,
		[KIND_NOTE] = note_put,
	};

	fields[q->kind](l, q);
}
