/*
 * The text as it would be typed by who hears it: digits in words as digits, an address that is
 * spelt out as an address.
 *
 * Only runs become digits: at least two digit words side by side, or one beside digits; "one of
 * them" stays.  Nothing that this view changes is lost, for finders look at the plain view too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_spoken.h"

enum { SEPARATOR_MOST = 3 };

void
change_add(struct changes *c, const struct change *one)
{
	if (c->count == c->room)
		c->items = list_grow(c->a, c->items, c->count, sizeof(*c->items),
				     &c->room);
	c->items[c->count++] = *one;
}

/* ---- words ---------------------------------------------------- */

enum word_kind {
	WORD_OTHER,
	WORD_DIGITS, /* already written as such */
	WORD_ALIKE,  /* digits but for letters that look like one: o7700 */
	WORD_DIGIT,  /* seven */
	WORD_TENS,   /* twenty; an eleven is whole */
	WORD_TEENS,
	WORD_ZEROS,   /* hundred, behind a digit */
	WORD_TIMES,   /* double, before one */
	WORD_BETWEEN, /* dash, between digits */
	WORD_PLUS,    /* before them */
};
struct word {
	size_t from, to;
	enum word_kind kind;
	const char *means;
};

static const struct {
	const char *word;
	enum word_kind kind;
	const char *means;
} meanings[] = {
	{ "zero", WORD_DIGIT, "0" },	   { "oh", WORD_DIGIT, "0" },
	{ "o", WORD_DIGIT, "0" },	   { "nought", WORD_DIGIT, "0" },
	{ "naught", WORD_DIGIT, "0" },	   { "nil", WORD_DIGIT, "0" },
	{ "one", WORD_DIGIT, "1" },	   { "two", WORD_DIGIT, "2" },
	{ "three", WORD_DIGIT, "3" },	   { "four", WORD_DIGIT, "4" },
	{ "five", WORD_DIGIT, "5" },	   { "six", WORD_DIGIT, "6" },
	{ "seven", WORD_DIGIT, "7" },	   { "eight", WORD_DIGIT, "8" },
	{ "nine", WORD_DIGIT, "9" },	   { "niner", WORD_DIGIT, "9" },
	{ "ten", WORD_TEENS, "10" },	   { "eleven", WORD_TEENS, "11" },
	{ "twelve", WORD_TEENS, "12" },	   { "thirteen", WORD_TEENS, "13" },
	{ "fourteen", WORD_TEENS, "14" },  { "fifteen", WORD_TEENS, "15" },
	{ "sixteen", WORD_TEENS, "16" },   { "seventeen", WORD_TEENS, "17" },
	{ "eighteen", WORD_TEENS, "18" },  { "nineteen", WORD_TEENS, "19" },
	{ "twenty", WORD_TENS, "2" },	   { "thirty", WORD_TENS, "3" },
	{ "forty", WORD_TENS, "4" },	   { "fourty", WORD_TENS, "4" },
	{ "fifty", WORD_TENS, "5" },	   { "sixty", WORD_TENS, "6" },
	{ "seventy", WORD_TENS, "7" },	   { "eighty", WORD_TENS, "8" },
	{ "ninety", WORD_TENS, "9" },	   { "hundred", WORD_ZEROS, "00" },
	{ "thousand", WORD_ZEROS, "000" }, { "double", WORD_TIMES, "2" },
	{ "treble", WORD_TIMES, "3" },	   { "triple", WORD_TIMES, "3" },
	{ "quadruple", WORD_TIMES, "4" },  { "dash", WORD_BETWEEN, "-" },
	{ "hyphen", WORD_BETWEEN, "-" },   { "slash", WORD_BETWEEN, "/" },
	{ "stroke", WORD_BETWEEN, "/" },   { "dot", WORD_BETWEEN, "." },
	{ "plus", WORD_PLUS, "+" },
};

bool
spoken_is_word(const struct view *v, size_t from, size_t to, const char *word)
{
	for (; from < to && *word; from++, word++)
		if ((v->text[from] | 32) != *word)
			return false;
	return from == to && !*word;
}

/* The digit that a letter is typed for, or 0. */
static char
digit_alike(char c)
{
	return c == 'o' || c == 'O' ? '0' : c == 'l' || c == 'I' ? '1' : 0;
}

static void
word_judge(const struct view *v, struct word *w)
{
	size_t digits = 0, alike = 0;

	w->kind = WORD_OTHER;
	for (size_t i = w->from; i < w->to; i++) {
		digits += byte_is_digit(v->text[i]);
		alike += digit_alike(v->text[i]) != 0;
	}
	if (digits == w->to - w->from) {
		w->kind = WORD_DIGITS;
		return;
	}
	if (digits >= 3 && digits + alike == w->to - w->from &&
	    digits + alike <= CHANGE_ROOM) {
		w->kind = WORD_ALIKE;
		return;
	}
	/* two o'clock */
	if (digits || w->to - w->from > 9 || (w->to < v->len && v->text[w->to] == '\'') ||
	    (w->from && v->text[w->from - 1] == '\''))
		return;
	for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
		if (spoken_is_word(v, w->from, w->to, meanings[i].word)) {
			w->kind = meanings[i].kind;
			w->means = meanings[i].means;
			return;
		}
	}
}

/* The next word from byte `at` on, which is not within one. */
static bool
word_next(const struct view *v, size_t at, struct word *out)
{
	while (at < v->len && !byte_is_word(v->text[at]))
		at++;
	if (at >= v->len)
		return false;
	out->from = at;
	while (at < v->len && byte_is_word(v->text[at]))
		at++;
	out->to = at;
	word_judge(v, out);
	return true;
}

/* The word behind one, if no more than a blank, a hyphen or a comma stands between. */
static bool
word_beside(const struct view *v, const struct word *w, struct word *out)
{
	size_t at = w->to;

	while (at < v->len && at - w->to < SEPARATOR_MOST && strchr(" -,", v->text[at]))
		at++;
	if (at == w->to || at >= v->len || !byte_is_word(v->text[at]))
		return false;
	return word_next(v, at, out);
}

/* ---- runs of digits ---------------------------------------------------- */

struct item { /* of a run */
	struct change change;
	bool digits;  /* written as such */
	bool alike;   /* some of them with a letter that looks like one */
	bool between; /* a dash */
};

static void
item_means(struct item *item, const char *means)
{
	for (; *means; means++)
		item->change.text[item->change.len++] = *means;
}

/* double seven; false if no digit follows */
static bool
item_times(const struct view *v, struct word *w, struct item *item)
{
	struct word next;
	char digit;

	if (!word_beside(v, w, &next))
		return false;
	if (next.kind == WORD_DIGIT)
		digit = *next.means;
	else if (next.kind == WORD_DIGITS && next.to - next.from == 1)
		digit = v->text[next.from];
	else
		return false;
	for (int i = 0; i < *w->means - '0'; i++)
		item->change.text[item->change.len++] = digit;
	*w = next;
	return true;
}

/* One item from *w on, which becomes its last word. */
static bool
item_read(const struct view *v, struct word *w, struct item *item)
{
	struct word next;

	*item = (struct item){ .change.from = w->from };
	if (w->kind == WORD_DIGITS) {
		item->digits = true;
	} else if (w->kind == WORD_ALIKE) {
		item->digits = item->alike = true;
		for (size_t i = w->from; i < w->to; i++)
			item->change.text[item->change.len++] =
				byte_is_digit(v->text[i]) ? v->text[i]
						     : digit_alike(v->text[i]);
	} else if (w->kind == WORD_DIGIT) {
		item_means(item, w->means);
		if (word_beside(v, w, &next) && next.kind == WORD_ZEROS) {
			item_means(item, next.means);
			*w = next;
		}
	} else if (w->kind == WORD_TENS) {
		item_means(item, w->means);
		if (word_beside(v, w, &next) && next.kind == WORD_DIGIT &&
		    *next.means != '0') {
			item_means(item, next.means);
			*w = next;
		} else {
			item_means(item, "0");
		}
	} else if (w->kind == WORD_TEENS || w->kind == WORD_PLUS) {
		item_means(item, w->means);
	} else if (w->kind == WORD_BETWEEN) {
		item->between = true;
		item_means(item, w->means);
	} else if (w->kind != WORD_TIMES || !item_times(v, w, item)) {
		return false;
	}
	item->change.to = w->to;
	return true;
}

/* What a run has become so far. */
struct run {
	struct changes changes;
	struct item last;
	size_t items, words;
	bool digits;
};

/* Adds an item.  Between words nothing stays: "oh seven" is 07, while 07700 900 keeps its blank. */
static void
run_add(struct run *r, const struct item *item)
{
	bool joined =
		!(item->digits && r->last.digits) &&
		(!(item->digits || r->last.digits) || item->between || r->last.between);
	struct change gone = { .from = r->last.change.to, .to = item->change.from };

	if (r->items && (joined || *r->last.change.text == '+'))
		change_add(&r->changes, &gone);
	if (!item->digits || item->alike)
		change_add(&r->changes, &item->change);
	r->digits |= item->digits;
	r->words += !item->digits || item->alike;
	r->items++;
	r->last = *item;
}

/* Reads a run from *w on; it becomes the last word of it that was looked at. */
static void
run_read(const struct view *v, struct word *w, struct changes *out)
{
	struct run run = { .changes.a = out->a };
	struct item item, kept;
	struct word next;
	bool waiting = false; /* a dash, which needs a digit behind it */

	if (w->kind == WORD_BETWEEN || !item_read(v, w, &item))
		return;
	run_add(&run, &item);
	while (word_beside(v, w, &next) && next.kind != WORD_PLUS) {
		if (!item_read(v, &next, &item) || (item.between && waiting))
			break;
		if (item.between) {
			kept = item;
			waiting = true;
		} else {
			if (waiting)
				run_add(&run, &kept);
			waiting = false;
			run_add(&run, &item);
		}
		*w = next;
	}
	if (run.words >= 2 || (run.words && run.digits))
		for (size_t i = 0; i < run.changes.count; i++)
			change_add(out, &run.changes.items[i]);
}

static void
digits_find(const struct view *v, struct changes *out)
{
	struct word w;

	for (size_t at = 0; word_next(v, at, &w); at = w.to)
		if (w.kind != WORD_OTHER)
			run_read(v, &w, out);
}

/* ---- the view ---------------------------------------------------- */

static void
copy_put(struct view *out, const struct view *plain, size_t from, size_t to)
{
	memcpy(out->text + out->len, plain->text + from, to - from);
	memcpy(out->start + out->len, plain->start + from,
	       (to - from) * sizeof(*out->start));
	memcpy(out->end + out->len, plain->end + from, (to - from) * sizeof(*out->end));
	out->len += to - from;
}

static void
change_put(struct view *out, const struct view *plain, const struct change *c)
{
	for (size_t i = 0; i < c->len; i++) {
		out->text[out->len] = c->text[i];
		out->start[out->len] = plain->start[c->from];
		out->end[out->len++] = plain->end[c->to - 1];
	}
}

bool
view_spoken(struct view *out, const struct view *plain, struct arena *a)
{
	struct changes digits = { .a = a }, signs = { .a = a };
	struct view v = { .len = 0 };
	size_t at = 0, d = 0, s = 0;

	digits_find(plain, &digits);
	spoken_addresses(plain, &signs);
	if (!digits.count && !signs.count)
		return false;
	/* no change makes more bytes than it takes */
	v.text = arena_array(a, char, plain->len + 1);
	v.start = arena_array(a, uint32_t, plain->len + 1);
	v.end = arena_array(a, uint32_t, plain->len + 1);
	while (d < digits.count || s < signs.count) {
		bool first =
			s == signs.count ||
			(d < digits.count && digits.items[d].from <= signs.items[s].from);
		const struct change *c = first ? &digits.items[d++] : &signs.items[s++];

		if (c->from < at)
			continue;
		copy_put(&v, plain, at, c->from);
		change_put(&v, plain, c);
		at = c->to;
	}
	copy_put(&v, plain, at, plain->len);
	v.text[v.len] = '\0';
	*out = v;
	return true;
}
