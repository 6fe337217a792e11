/*
 * The text as it would be typed by who hears it: digits in words as digits, an address that is
 * spelt out as an address.
 *
 * Only runs become digits: at least two digit words side by side, or one beside digits; "one of
 * them" stays.  Nothing that this view changes is lost, for finders look at the plain view too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

enum { CHANGE_ROOM = 8, SEPARATOR_MOST = 3, BLANKS_MOST = 3, CHAIN_MOST = 32 };

/* Bytes of the plain view that become others; none: they go. */
struct change {
	size_t from, to;
	char text[CHANGE_ROOM];
	size_t len;
};
struct changes {
	struct change *items;
	size_t count, room;
	struct arena *a;
};

static void
change_add(struct changes *c, const struct change *one)
{
	if (c->count == c->room) {
		size_t more = c->room ? c->room * 2 : 16;
		struct change *grown = arena_array(c->a, struct change, more);

		if (c->count)
			memcpy(grown, c->items, c->count * sizeof(*grown));
		c->items = grown;
		c->room = more;
	}
	c->items[c->count++] = *one;
}

/* ---- words ---------------------------------------------------- */

enum word_kind {
	WORD_OTHER,
	WORD_DIGITS, /* already written as such */
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

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word_byte(char c)
{
	return is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c & 0x80;
}

/* Whether the bytes from..to - 1 are that word, in any case. */
static bool
is_word(const struct view *v, size_t from, size_t to, const char *word)
{
	for (; from < to && *word; from++, word++)
		if ((v->text[from] | 32) != *word)
			return false;
	return from == to && !*word;
}

static void
word_judge(const struct view *v, struct word *w)
{
	size_t digits = 0;

	w->kind = WORD_OTHER;
	for (size_t i = w->from; i < w->to; i++)
		digits += is_digit(v->text[i]);
	if (digits == w->to - w->from) {
		w->kind = WORD_DIGITS;
		return;
	}
	/* two o'clock */
	if (digits || w->to - w->from > 9 || (w->to < v->len && v->text[w->to] == '\'') ||
	    (w->from && v->text[w->from - 1] == '\''))
		return;
	for (size_t i = 0; i < ARRAY_LEN(meanings); i++) {
		if (is_word(v, w->from, w->to, meanings[i].word)) {
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
	while (at < v->len && !is_word_byte(v->text[at]))
		at++;
	if (at >= v->len)
		return false;
	out->from = at;
	while (at < v->len && is_word_byte(v->text[at]))
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
	if (at == w->to || at >= v->len || !is_word_byte(v->text[at]))
		return false;
	return word_next(v, at, out);
}

/* ---- runs of digits ---------------------------------------------------- */

struct item { /* of a run */
	struct change change;
	bool digits;  /* as they stand, nothing to change */
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
	if (!item->digits)
		change_add(&r->changes, &item->change);
	r->digits |= item->digits;
	r->words += !item->digits;
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

/* ---- addresses that are spelt out ---------------------------------------------------- */

enum link {
	LINK_NONE,
	LINK_AT,	/* " at " */
	LINK_AT_CLEAR,	/* "(at)", " @ ": no one writes it by chance */
	LINK_DOT,	/* " dot ", "(dot)", " . " */
	LINK_DOT_PLAIN, /* "." */
	LINK_SIGN,	/* " underscore ", " dash " */
};
struct chain {
	struct {
		size_t from, to; /* of a word */
		enum link link;	 /* to the next */
		char sign;
	} words[CHAIN_MOST];
	size_t count;
};

static const struct {
	const char *word;
	enum link link;
	char sign;
} link_words[] = {
	{ "at", LINK_AT, '@' },		  { "dot", LINK_DOT, '.' },
	{ "underscore", LINK_SIGN, '_' }, { "dash", LINK_SIGN, '-' },
	{ "hyphen", LINK_SIGN, '-' },	  { "a", LINK_AT_CLEAR, '@' },
	{ "@", LINK_AT_CLEAR, '@' },	  { ".", LINK_DOT, '.' },
};

/* The ends that an address on the net commonly has, where words alone might be chance. */
static bool
is_domain_end(const struct view *v, size_t from, size_t to)
{
	static const char *const ends[] = { "com",  "org", "net",   "uk",  "eu",
					    "info", "io",  "gov",   "edu", "police",
					    "ie",   "de",  "fr",    "biz", "co",
					    "ca",   "au",  "wales", "scot" };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (is_word(v, from, to, ends[i]))
			return true;
	return false;
}

static size_t
blanks_pass(const struct view *v, size_t at)
{
	size_t i = at;

	while (i < v->len && i - at < BLANKS_MOST && v->text[i] == ' ')
		i++;
	return i;
}

static bool
is_label_byte(char c)
{
	return is_word_byte(c) || c == '-' || c == '_';
}

/* What leads from the word that ends at `at` to the next, which begins at *out_next. */
static enum link
link_read(const struct view *v, size_t at, char *out_sign, size_t *out_next)
{
	const char *text = v->text;
	size_t i = blanks_pass(v, at), end;
	bool framed = i < v->len && strchr("([{<", text[i]), sign;

	if (i + 1 < v->len && text[at] == '.' && is_label_byte(text[at + 1])) {
		*out_next = at + 1;
		return LINK_DOT_PLAIN;
	}
	if (framed)
		i = blanks_pass(v, i + 1);
	else if (i == at && !(i < v->len && text[i] == '@'))
		return LINK_NONE;
	if (i >= v->len)
		return LINK_NONE;
	sign = text[i] == '@' || text[i] == '.';
	for (end = i + sign; !sign && end < v->len && is_word_byte(text[end]);)
		end++;
	for (size_t k = 0; k < ARRAY_LEN(link_words); k++) {
		size_t next = blanks_pass(v, end);

		if (sign ? text[i] != *link_words[k].word
			 : !is_word(v, i, end, link_words[k].word))
			continue;
		if (framed ? next >= v->len || !strchr(")]}>", text[next])
			   : next == end && text[i] != '@')
			return LINK_NONE;
		if (!framed && *link_words[k].word == 'a' && !link_words[k].word[1])
			return LINK_NONE;
		if (framed)
			next = blanks_pass(v, next + 1);
		if (next >= v->len || !is_label_byte(text[next]))
			return LINK_NONE;
		*out_sign = link_words[k].sign;
		*out_next = next;
		return framed && link_words[k].link == LINK_AT ? LINK_AT_CLEAR
							       : link_words[k].link;
	}
	return LINK_NONE;
}

static size_t
label_end(const struct view *v, size_t at)
{
	while (at < v->len && is_label_byte(v->text[at]))
		at++;
	return at;
}

/* Words that are linked, from byte `from` on; where the last ends. */
static size_t
chain_read(const struct view *v, size_t from, struct chain *out)
{
	size_t next;

	for (out->count = 0;;) {
		size_t k = out->count++;

		out->words[k].from = from;
		out->words[k].to = label_end(v, from);
		out->words[k].link = LINK_NONE;
		if (out->count == CHAIN_MOST)
			return out->words[k].to;
		out->words[k].link =
			link_read(v, out->words[k].to, &out->words[k].sign, &next);
		if (out->words[k].link == LINK_NONE)
			return out->words[k].to;
		from = next;
	}
}

static bool
is_at(enum link link)
{
	return link == LINK_AT || link == LINK_AT_CLEAR;
}

static bool
is_dot(enum link link)
{
	return link == LINK_DOT || link == LINK_DOT_PLAIN;
}

/* Whether the words from `first` on, linked by dots, are the name of a host. */
static bool
is_host(const struct view *v, const struct chain *c, size_t first, bool clear,
	size_t *out_last)
{
	size_t last = first, spoken = 0;

	for (; last + 1 < c->count && is_dot(c->words[last].link); last++)
		spoken += c->words[last].link == LINK_DOT;
	*out_last = last;
	if (last == first)
		return false;
	return clear || is_domain_end(v, c->words[last].from, c->words[last].to) ||
	       (spoken && is_word(v, c->words[first].from, c->words[first].to, "www"));
}

/* Puts the signs between words first..last of a chain. */
static void
chain_change(const struct chain *c, size_t first, size_t last, struct changes *out)
{
	for (size_t i = first; i < last; i++) {
		struct change change = { .from = c->words[i].to,
					 .to = c->words[i + 1].from,
					 .text = { c->words[i].sign },
					 .len = 1 };

		/* what is an @ or a full stop already stays */
		if (change.to - change.from > 1 || c->words[i].link == LINK_SIGN)
			change_add(out, &change);
	}
}

static void
chain_judge(const struct view *v, const struct chain *c, struct changes *out)
{
	size_t local = 0, last;

	for (size_t i = 0; i + 1 < c->count;) {
		bool at = is_at(c->words[i].link);
		/* "at x dot y": two things that seldom stand together by chance */
		bool clear =
			at && (c->words[i].link == LINK_AT_CLEAR ||
			       (i + 2 < c->count && c->words[i + 1].link == LINK_DOT));

		if (is_host(v, c, at ? i + 1 : i, clear, &last) &&
		    (at || last + 1 == c->count || !is_at(c->words[last].link))) {
			chain_change(c, at ? local : i, last, out);
			local = i = last + 1;
			continue;
		}
		if (at)
			local = i + 1;
		i++;
	}
}

static void
addresses_find(const struct view *v, struct changes *out)
{
	struct chain chain;
	size_t at = 0;

	while (at < v->len) {
		if (!is_label_byte(v->text[at])) {
			at++;
			continue;
		}
		at = chain_read(v, at, &chain);
		if (chain.count > 1)
			chain_judge(v, &chain, out);
	}
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
	addresses_find(plain, &signs);
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
