/*
 * What coders decided: kept by the comment's name, written and read, and what of it stands.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/coding.h"

#define KIND "codings 1"

enum { SAMPLE_LEAST = 150, SAMPLE_PART = 5 };

const char *const coder_names[CODER__COUNT] = { "first", "second", "settled" };

/* ---- by name ------------------------------------------------------------------------- */

/* The first whose name is not before this one. */
static size_t
place_of(const struct codings *c, const char *name)
{
	size_t low = 0, high = c->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(c->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct coding *
coding_find(const struct codings *c, const char *name)
{
	size_t at = place_of(c, name);

	return at < c->count && str_same(c->items[at].name, name) ? &c->items[at] : NULL;
}

struct ordered { /* one of many, and how late it came */
	const struct coding *coding;
	size_t order;
};

static int
by_name(const void *a, const void *b)
{
	const struct ordered *one = a, *other = b;
	int names = strcmp(one->coding->name, other->coding->name);

	return names ? names : one->order < other->order ? -1 : one->order > other->order;
}

void
codings_join(struct codings *c, const struct coding *many, size_t count, struct arena *a)
{
	struct ordered *new = mem_new(count + 1, sizeof(*new));
	struct coding *items = arena_array(a, struct coding, c->count + count + 1);
	size_t old = 0, out = 0;

	for (size_t i = 0; i < count; i++)
		new[i] = (struct ordered){ &many[i], i };
	qsort(new, count, sizeof(*new), by_name);
	for (size_t i = 0; i < count; i++) {
		const struct coding *one = new[i].coding;

		while (old < c->count && strcmp(c->items[old].name, one->name) < 0)
			items[out++] = c->items[old++];
		if (old < c->count && str_same(c->items[old].name, one->name))
			old++;
		/* The later of two comes after it, and takes its place. */
		if (out && str_same(items[out - 1].name, one->name))
			out--;
		items[out++] = *one;
	}
	while (old < c->count)
		items[out++] = c->items[old++];
	free(new);
	*c = (struct codings){ .items = items, .count = out };
}

void
codings_put(struct codings *c, const struct coding *one, struct arena *a)
{
	codings_join(c, one, 1, a);
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* Each coding is a list: ["0123456789AB", 3, "aftercare", "justice"]. */
void
codings_write(const struct codings *c, const struct codebook *book, enum coder by,
	      struct buf *out)
{
	buf_printf(out, "{\"canvass\": \"" KIND "\", \"by\": \"%s\", \"codings\": [",
		   coder_names[by]);
	for (size_t i = 0; i < c->count; i++) {
		const struct coding *one = &c->items[i];

		if (one->themes >> book->theme_count)
			die("a coding with a theme that the book has not");
		buf_printf(out, "%s\n[\"%s\", %u", i ? "," : "", one->name, one->version);
		for (size_t t = 0; t < book->theme_count; t++)
			if (one->themes >> t & 1)
				buf_printf(out, ", \"%s\"", book->themes[t].id);
		buf_puts(out, "]");
	}
	buf_puts(out, "]}\n");
}

static bool
name_good(const char *name)
{
	size_t len = strlen(name);

	return len == COMMENT_NAME && strspn(name, base32_digits) == len;
}

/* One theme of a coding: in use in the version by which the comment was coded. */
static bool
theme_read(const struct json *item, const struct codebook *book, struct coding *out,
	   struct err *err)
{
	int theme = item->type == JSON_STRING_ ? codebook_theme(book, item->text) : -1;
	const struct book_theme *t = theme < 0 ? NULL : &book->themes[theme];

	if (!t)
		return err_set(err, ERR_INPUT, "the codebook has no theme \"%.40s\"",
			       item->type == JSON_STRING_ ? item->text : "");
	if (t->since > out->version || (t->until && t->until <= out->version))
		return err_set(err, ERR_INPUT, "\"%s\" was not in use in version %u",
			       t->id, out->version);
	out->themes |= (uint64_t)1 << theme;
	return true;
}

static bool
coding_read(const struct json *from, const struct codebook *book, struct coding *out,
	    struct err *err)
{
	const struct json *name = from->type == JSON_LIST ? from->first : NULL;
	const struct json *version = name ? name->next : NULL;

	if (!version || name->type != JSON_STRING_ || !name_good(name->text))
		return err_set(err, ERR_INPUT, "it names no comment");
	if (version->type != JSON_NUMBER || !version->whole || version->integer < 1 ||
	    version->integer > (int64_t)book->version)
		return err_set(err, ERR_INPUT,
			       "it was made by a version that the codebook never had");
	*out = (struct coding){ .version = (unsigned)version->integer };
	str_fit(out->name, sizeof(out->name), name->text);
	for (const struct json *item = version->next; item; item = item->next)
		if (!theme_read(item, book, out, err))
			return false;
	return true;
}

static bool
all_read(const struct json *root, const struct codebook *book, enum coder by,
	 struct codings *out, struct arena *a, struct err *err)
{
	const struct json *kind = json_get(root, "canvass"), *who = json_get(root, "by"),
			  *list = json_get(root, "codings");

	if (!kind || kind->type != JSON_STRING_ || !str_same(kind->text, KIND))
		return err_set(err, ERR_INPUT, "these are not \"" KIND "\"");
	if (!who || who->type != JSON_STRING_ || !str_same(who->text, coder_names[by]))
		return err_set(err, ERR_INPUT, "they are not of the coder \"%s\"",
			       coder_names[by]);
	if (!list || list->type != JSON_LIST || list->count > CODINGS_MOST)
		return err_set(err, ERR_INPUT, "there is no list of codings, or over %d",
			       CODINGS_MOST);
	out->items = arena_array(a, struct coding, list->count + 1);
	for (const struct json *item = list->first; item; item = item->next) {
		struct coding *one = &out->items[out->count];

		if (!coding_read(item, book, one, err))
			return err_add(err, "coding %zu", out->count + 1);
		if (out->count && strcmp(one[-1].name, one->name) >= 0)
			return err_set(err, ERR_INPUT,
				       "coding %zu is in no order, or stands there twice",
				       out->count + 1);
		out->count++;
	}
	return true;
}

bool
codings_read(struct codings *out, const char *text, size_t len,
	     const struct codebook *book, enum coder by, struct arena *a, struct err *err)
{
	struct arena *scratch = arena_new(0);
	const struct json *root = json_parse(text, len, scratch, err);
	struct codings found = { 0 };
	SCOPED(buf) again = { 0 };
	bool good = root && all_read(root, book, by, &found, a, err);

	arena_free(scratch);
	if (!good)
		return err_add(err, "codings");
	/* As with the codebook: what would be written otherwise was not written by us. */
	codings_write(&found, book, by, &again);
	if (again.len != len || memcmp(again.data, text, len) != 0)
		return err_set(err, ERR_INPUT,
			       "codings: they are not written as canvass writes them: "
			       "somebody has edited them");
	*out = found;
	return true;
}

/* ---- what stands --------------------------------------------------------------------- */

size_t
sample_size(size_t comments)
{
	size_t part = comments / SAMPLE_PART + (comments % SAMPLE_PART != 0);

	if (comments <= SAMPLE_LEAST)
		return comments;
	return part > SAMPLE_LEAST ? part : SAMPLE_LEAST;
}

bool
sample_has(const char *const *names, size_t count, const char *name)
{
	size_t low = 0, high = sample_size(count);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(names[middle], name);

		if (!order)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool
coding_stands(const struct codings by[CODER__COUNT], const char *name, bool in_sample,
	      uint64_t *out_themes)
{
	const struct coding *settled = coding_find(&by[CODER_SETTLED], name);
	const struct coding *first = coding_find(&by[CODER_FIRST], name);
	const struct coding *second = coding_find(&by[CODER_SECOND], name);

	if (!settled && first && second && first->themes == second->themes)
		settled = first;
	if (!settled && first && !in_sample)
		settled = first;
	if (settled)
		*out_themes = settled->themes;
	return settled != NULL;
}
