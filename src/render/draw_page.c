/*
 * Pages: papers, languages, texts of parts, and the words that refuse what does not fit.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

/* Sides of codes are a tenth of the distance from which they are read; A5 has room for more. */
static const struct paper papers[] = {
	{ .name = "a4",
	  .shown = "A4",
	  .wide = 210,
	  .high = 297,
	  .side = 70,
	  .scale = 1,
	  .pad = 7 },
	{ .name = "a3",
	  .shown = "A3",
	  .wide = 297,
	  .high = 420,
	  .side = 120,
	  .scale = 1.414,
	  .pad = 10 },
	{ .name = "a5",
	  .shown = "A5",
	  .wide = 148,
	  .high = 210,
	  .side = 40,
	  .scale = 0.72,
	  .pad = 5 },
};

const char *
text_of(const struct json *map, const char *key)
{
	const struct json *member = map ? json_get(map, key) : NULL;

	return member && member->type == JSON_STRING_ ? member->text : "";
}

bool
truth_of(const struct json *map, const char *key)
{
	const struct json *member = json_get(map, key);

	return member && member->type == JSON_BOOL && member->truth;
}

bool
given(const char *s)
{
	return *s != '\0';
}

const struct paper *
paper_of(const struct json *map, struct page *p)
{
	const char *name = text_of(map, "paper");
	const struct paper *found = &papers[0];

	for (size_t i = 0; i < ARRAY_LEN(papers); i++)
		if (str_same(papers[i].name, name))
			found = &papers[i];
	if (p)
		p->paper = found->shown;
	return found;
}

bool
page_begin(struct page *p, const struct job *job, const struct json *map, double wide,
	   double high, struct err *err)
{
	const struct json *langs = json_get(map, "langs");

	*p = (struct page){ .job = job, .map = map, .wide = wide, .high = high };
	const struct paper *paper = paper_of(map, p);
	if (langs && langs->type == JSON_LIST) {
		const struct json *one = langs->first;
		for (; one && p->lang_count < LANGUAGES; one = one->next)
			p->langs[p->lang_count++] = (struct language){
				.map = one,
				.tag = text_of(one, "lang"),
				.rtl = one->type == JSON_MAP && truth_of(one, "rtl"),
			};
		if (one)
			return err_set(err, ERR_INPUT,
				       "a sheet has room for two languages at most");
	} else if (given(text_of(
			   map, "title"))) { /* a sheet of one language, without a list */
		p->langs[p->lang_count++] = (struct language){
			.map = map,
			.tag = text_of(map, "lang"),
			.rtl = truth_of(map, "rtl"),
		};
	}
	for (size_t i = 0; i < p->lang_count; i++)
		if (p->langs[i].map->type != JSON_MAP)
			p->lang_count = 0;
	if (p->lang_count == 0)
		return err_set(err, ERR_INPUT, "a sheet has no texts in any language");
	p->left = MARGIN + paper->pad;
	p->right = wide - p->left;
	p->s = sheet_new(job->fonts, wide, high);
	p->host = host_of(map, sheet_arena(p->s));
	return true;
}

struct sheet *
page_end(struct page *p, struct err *err)
{
	struct sheet *s = p->s;

	p->s = NULL;
	if (sheet_good(s, err))
		return s;
	sheet_free(s);
	return NULL;
}

struct style
letters(double size, enum weight weight)
{
	return letters_in(size, weight, black);
}

struct style
letters_in(double size, enum weight weight, struct colour colour)
{
	return (struct style){ .size = size, .weight = weight, .colour = colour };
}

enum align
align_of(const struct language *l)
{
	return l->rtl ? ALIGN_END : ALIGN_START;
}

/* Parts whose name in a form is another. */
static const struct {
	const char *key, *shown;
} renamed[] = {
	{ "asks", "run by" }, { "reads", "read by" }, { "genuine", "contact" }
};

const char *
part_name(struct page *p, const struct language *l, const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(renamed); i++)
		if (str_same(key, renamed[i].key))
			key = renamed[i].shown;
	if (p->lang_count < 2 || !given(l->tag))
		return key;
	return arena_printf(sheet_arena(p->s), "%s (%s)", key, l->tag);
}

struct text *
page_words(struct page *p, const char *part, const char *words, const char *tag,
	   size_t usual, double wide, struct style style)
{
	const char *soft = host_soft(p, words, wide, &style);
	struct text *t = text_new(p->s, part, soft, tag, wide, &style);

	if (given(words) && p->made_count < MADE_MOST)
		p->made[p->made_count++] = (struct made){
			.part = part,
			.chars = utf8_count(words, strlen(words)),
			.usual = usual,
			.high = text_high(t),
			.lines = text_lines(t),
		};
	return t;
}

struct text *
page_part(struct page *p, const struct language *l, const char *key, size_t usual,
	  double wide, struct style style)
{
	return page_words(p, part_name(p, l, key), text_of(l->map, key), l->tag, usual,
			  wide, style);
}

/* How wide its longest word is. */
static double
longest_word(struct page *p, const char *words, const char *tag, double wide,
	     const struct style *style)
{
	double most = 0;

	while (*words) {
		size_t len = strcspn(words, " ");
		if (len) {
			const char *word = arena_copy(sheet_arena(p->s), words, len);
			double w = text_wide(text_new(p->s, "", word, tag, wide, style));
			most = w > most ? w : most;
		}
		words += len + (words[len] == ' ');
	}
	return most;
}

/*
 * A last line of one word has another put before it, where no line more comes of it.  At the least
 * width for its lines a text may still end so: "Tell us / what was / kept."
 */
static struct text *
last_filled(struct page *p, const char *part, const char *words, const char *tag,
	    double wide, struct style style, struct text *t)
{
	struct arena *a = sheet_arena(p->s);
	const char *last = strrchr(words, ' '), *end = last;
	unsigned lines = text_lines(t);

	if (!last)
		return t;
	/* Alone if without it there is a line less. */
	const char *others = arena_copy(a, words, (size_t)(last - words));
	if (text_lines(text_new(p->s, "", others, tag, wide, &style)) == lines)
		return t;
	do
		end--;
	while (end > words && *end != ' ');
	if (end <= words)
		return t;
	char *broken = arena_copy(a, words, strlen(words));
	broken[end - words] = '\n';
	struct text *filled = text_new(p->s, part, broken, tag, wide, &style);
	return text_lines(filled) == lines ? filled : t;
}

struct text *
page_even(struct page *p, const char *part, const char *words, const struct language *l,
	  size_t usual, double wide, struct style style)
{
	struct text *t = page_words(p, part, words, l->tag, usual, wide, style);
	unsigned lines = text_lines(t);

	if (lines < 2 || p->rough || (given(p->host) && strstr(words, p->host)))
		return t;
	/* No narrower than its longest word, which text_new would refuse. */
	double low = longest_word(p, words, l->tag, wide, &style) + 0.2, high = wide;
	while (high - low > wide / 40) {
		double middle = (low + high) / 2;
		struct text *narrow = text_new(p->s, part, words, l->tag, middle, &style);
		if (text_lines(narrow) > lines) {
			low = middle;
		} else {
			high = middle;
			t = narrow;
		}
	}
	t = last_filled(p, part, words, l->tag, high, style, t);
	if (l->rtl) /* from the right a narrower text would begin elsewhere */
		text_aside(t, wide - high);
	return t;
}

struct text *
page_balanced(struct page *p, const struct language *l, const char *key, size_t usual,
	      double wide, struct style style)
{
	return page_even(p, part_name(p, l, key), text_of(l->map, key), l, usual, wide,
			 style);
}

/* Parts that are ours, or that come from the link: an author cannot make them shorter. */
static bool
is_fixed(const char *part)
{
	static const char *const fixed[] = { "how",  "visit", "check", "stop",	"sign",
					     "date", "ask",   "small", "strip", "phone" };
	size_t len = strcspn(part, " ");

	for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
		if (strlen(fixed[i]) == len && !memcmp(fixed[i], part, len))
			return true;
	return str_same(part, "check words");
}

/* The part that is longest for its room; NULL if the page has no text.  The author's come first. */
static const struct made *
longest(const struct page *p)
{
	const struct made *found = NULL;
	double most = 0;

	for (size_t i = 0; i < p->made_count; i++) {
		const struct made *m = &p->made[i];
		if (m->usual == 0 || m->lines == 0)
			continue;
		double share = (double)m->chars / (double)m->usual;
		/* One of ours is to blame if it is longer than it ever is. */
		if (is_fixed(m->part) && share < 1.2)
			share /= 1000;
		if (share > most) {
			most = share;
			found = m;
		}
	}
	return found;
}

void
page_refuse(struct page *p, double over, const char *where)
{
	const struct made *m = longest(p);

	if (!m) {
		sheet_fail(p->s, ERR_INPUT, "the texts do not fit %s", where);
		return;
	}
	double line = m->high / m->lines, each = (double)m->chars / m->lines;
	double fit = (double)m->chars - each * (double)(unsigned)(over / line + 0.999);
	/* Where one text alone cannot make the room, it says what would be fair. */
	if (fit < (double)m->usual / 2)
		fit = (double)m->usual / 2;
	if (fit >= (double)m->chars)
		fit = (double)m->chars * 0.8;
	sheet_fail(
		p->s, ERR_INPUT,
		"the texts do not fit %s: %s is the longest for its room, %zu characters, "
		"and about %zu fit (nothing shrinks)",
		where, m->part, m->chars, (size_t)fit);
}
