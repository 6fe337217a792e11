/*
 * What a translator fills in: a side file with all texts of a form, those that are translated
 * and empty places for the rest, the form's own words above each as a comment.  The file can be
 * read beside the form at any time, half filled too, and written again without a loss.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"
#include "form/wording.h"

enum { STEP = 2, COMMENT_WIDTH = 112 };

struct writer {
	const struct form *form;
	unsigned lang;
	const char *code;
	struct arena *arena;
	struct buf *out;
	struct translation told;
};

static void
blanks(struct buf *out, unsigned n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

/* ---- a text as YAML ------------------------------------------------------------------ */

/* One line that means itself without quotes, for every reader of YAML. */
static bool
is_plain(const char *s)
{
	size_t len = strlen(s);
	char c = s[0];

	if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	      (c >= '0' && c <= '9') || (unsigned char)c >= 0x80))
		return false;
	return !strpbrk(s, "\n\t") && !strstr(s, ": ") && !strstr(s, " #") &&
	       s[len - 1] != ' ' && s[len - 1] != ':';
}

/* Several lines that a block under | keeps as they are. */
static bool
is_block(const char *s)
{
	size_t len = strlen(s);

	if (strchr(s, '\t') || s[0] == ' ' || s[0] == '\n' || s[len - 1] == ' ')
		return false;
	/* a line of blanks alone would lose some */
	for (; (s = strstr(s, "\n ")); s++)
		if (s[1 + strspn(s + 1, " ")] == '\n')
			return false;
	return true;
}

static void
put_single(struct buf *out, const char *s)
{
	buf_putc(out, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			buf_putc(out, '\'');
		buf_putc(out, *s);
	}
	buf_putc(out, '\'');
}

static void
put_double(struct buf *out, const char *s)
{
	buf_putc(out, '"');
	for (; *s; s++) {
		if (*s == '\n' || *s == '\t') {
			buf_puts(out, *s == '\n' ? "\\n" : "\\t");
			continue;
		}
		if (*s == '"' || *s == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
	buf_putc(out, '"');
}

void
yaml_put(struct buf *out, unsigned indent, const char *s)
{
	if (is_plain(s)) {
		buf_puts(out, s);
	} else if (!strpbrk(s, "\n\t")) {
		put_single(out, s);
	} else if (!is_block(s)) {
		put_double(out, s);
	} else {
		buf_putc(out, '|');
		while (s) {
			size_t len = strcspn(s, "\n");

			buf_putc(out, '\n');
			blanks(out, len ? indent + STEP : 0);
			buf_put(out, s, len);
			s = s[len] ? s + len + 1 : NULL;
		}
	}
	buf_putc(out, '\n');
}

/* ---- comments ------------------------------------------------------------------------ */

/* Where a line of a comment ends, by characters; a word that is too long stands whole. */
static size_t
line_end(const char *s, size_t len, size_t most)
{
	size_t end = 0, at = 0, count = 0;

	for (; at < len; at++) {
		count += ((unsigned char)s[at] & 0xc0) != 0x80;
		if (s[at] == ' ')
			end = at;
		if (count > most && end)
			return end;
	}
	return len;
}

/* Words behind #, wrapped.  They are for the eye alone. */
static void
put_comment(struct buf *out, unsigned indent, const char *s)
{
	while (s) {
		size_t len = strcspn(s, "\n");
		const char *rest = s[len] ? s + len + 1 : NULL;

		do {
			size_t end = line_end(s, len, COMMENT_WIDTH - indent);

			blanks(out, indent);
			buf_puts(out, end ? "# " : "#");
			buf_put(out, s, end);
			buf_putc(out, '\n');
			end += end < len;
			s += end;
			len -= end;
		} while (len);
		s = rest;
	}
}

/* ---- the slots ----------------------------------------------------------------------- */

/* The translation of a slot as the form's tree or its side file has it, or NULL. */
static const struct node *
translated(const struct writer *w, const struct slot *slot)
{
	const struct node *node = node_get(
		slot->owner, arena_printf(w->arena, "%s (%s)", slot->name, w->code));

	return node ? node : slot->said;
}

/* What stands there, or NULL. */
static const char *
words_of(const struct node *value)
{
	return value && value->type == NODE_TEXT && value->len ? value->text : NULL;
}

/* dash: this text begins an item of a list. */
static void
text_put(struct writer *w, unsigned indent, bool dash, const char *key, const char *base,
	 const char *value)
{
	w->told.texts++;
	put_comment(w->out, dash ? indent - STEP : indent, base);
	blanks(w->out, dash ? indent - STEP : indent);
	buf_printf(w->out, "%s%s:", dash ? "- " : "", key);
	if (value) {
		buf_putc(w->out, ' ');
		yaml_put(w->out, indent, value);
	} else {
		buf_putc(w->out, '\n');
		w->told.missing++;
	}
}

static void
labels_put(struct writer *w, unsigned indent, const struct slot *slot)
{
	const struct node *map = translated(w, slot), *entry;

	blanks(w->out, indent);
	buf_printf(w->out, "%s:\n", slot->key);
	for (entry = slot->base->first; entry; entry = entry->next)
		text_put(w, indent + STEP, false, entry->key->text, entry->text,
			 words_of(node_get(map, entry->key->text)));
}

/* Words that suggest a theme: each language has its own, as many as it likes, or none. */
static void
words_put(struct writer *w, unsigned indent, const struct slot *slot)
{
	const struct node *list = translated(w, slot), *item;
	SCOPED(buf) ours;

	buf_init(&ours, 0);
	for (item = node_items(slot->base); item; item = node_next(slot->base, item))
		buf_printf(&ours, "%s%s", ours.len ? ", " : "", item->text);
	put_comment(w->out, indent, ours.data ? ours.data : "");
	blanks(w->out, indent);
	buf_printf(w->out, "%s:", slot->key);
	if (list && list->type == NODE_TEXT) {
		buf_putc(w->out, ' ');
		yaml_put(w->out, indent, list->text);
		return;
	}
	buf_putc(w->out, '\n');
	for (item = node_items(list); item; item = node_next(list, item)) {
		blanks(w->out, indent + STEP);
		buf_puts(w->out, "- ");
		yaml_put(w->out, indent + STEP, item->text);
	}
}

/* A list of as many lines as the form has. */
static void
lines_put(struct writer *w, unsigned indent, const struct slot *slot)
{
	const struct node *list = translated(w, slot), *item, *theirs;

	theirs = list && list->type == NODE_LIST && list->count == slot->base->count ? list->first
										     : NULL;
	blanks(w->out, indent);
	buf_printf(w->out, "%s:\n", slot->key);
	for (item = slot->base->first; item; item = item->next) {
		const char *words = words_of(theirs);

		w->told.texts++;
		put_comment(w->out, indent + STEP, item->text ? item->text : "");
		blanks(w->out, indent + STEP);
		buf_putc(w->out, '-');
		if (words) {
			buf_putc(w->out, ' ');
			yaml_put(w->out, indent + STEP, words);
		} else {
			buf_putc(w->out, '\n');
			w->told.missing++;
		}
		theirs = theirs ? theirs->next : NULL;
	}
}

/* One of our own words.  optional: it may stay empty. */
static void
own_word_put(struct writer *w, unsigned indent, enum word word, bool optional)
{
	const char *const *words = w->form->words[w->lang];
	const struct translation before = w->told;

	text_put(w, indent, false, word_rows[word].id, word_rows[word].en,
		 words ? words[word] : NULL);
	if (optional)
		w->told = before;
}

/* Our own words, which a form brings in a language that the program does not speak. */
static void
own_put(struct writer *w, unsigned indent, const char *key)
{
	if (speech_ours(w->code))
		return;
	buf_printf(
		w->out,
		"# Words of the program itself.  {1} and {2} are filled in: keep them.\n%s:\n",
		key);
	for (unsigned word = 0; word < WORD__FORM; word++)
		own_word_put(w, indent + STEP, word, false);
	put_comment(w->out, indent + STEP,
		    "Words of posters, cards and slips, and of focus groups' pages: they may stay "
		    "empty if none are made in this language.");
	for (unsigned word = WORD__FORM; word < WORD__MAY; word++)
		own_word_put(w, indent + STEP, word, true);
}

static bool
has_texts(const struct slot *slot)
{
	const struct slot *kid;

	if (slot->type != SLOT_SECTION && slot->type != SLOT_ITEMS)
		return true;
	for (kid = slot->first; kid; kid = kid->next)
		if (has_texts(kid))
			return true;
	return false;
}

static void slots_put(struct writer *w, unsigned indent, bool items,
		      const struct slot *slot);

static void
slot_put(struct writer *w, unsigned indent, bool dash, const struct slot *slot)
{
	switch (slot->type) {
	case SLOT_TEXT:
		text_put(w, indent, dash, slot->key, slot->base->text,
			 words_of(translated(w, slot)));
		break;
	case SLOT_LABELS:
		labels_put(w, indent, slot);
		break;
	case SLOT_WORDS:
		words_put(w, indent, slot);
		break;
	case SLOT_LINES:
		lines_put(w, indent, slot);
		break;
	case SLOT_SECTION:
	case SLOT_ITEMS:
		if (!has_texts(slot))
			break;
		blanks(w->out, indent);
		buf_printf(w->out, "%s:\n", slot->key);
		slots_put(w, indent + STEP, slot->type == SLOT_ITEMS, slot);
		break;
	case SLOT_OWN:
		own_put(w, indent, slot->key);
		break;
	}
}

/* What stands in a section, or the items of a list. */
static void
slots_put(struct writer *w, unsigned indent, bool items, const struct slot *slot)
{
	const struct slot *kid, *text;

	for (kid = slot->first; kid; kid = kid->next) {
		if (!items) {
			slot_put(w, indent, false, kid);
			continue;
		}
		for (text = kid->first; text; text = text->next)
			slot_put(w, indent + STEP, text == kid->first, text);
	}
}

/* ---- the file ------------------------------------------------------------------------ */

static void
head_put(struct writer *w)
{
	const char *language = language_name(w->code);

	buf_printf(w->out, "# The texts of the form \"%s\" in %s.\n", w->form->id,
		   language);
	buf_puts(
		w->out,
		"#\n"
		"# For the translator: fill in what stands empty behind a colon.  The form's own\n"
		"# words stand above it, behind #.  Leave the keys before the colons as they are.\n"
		"# In braces, such as {support|your supervisor}, translate the words behind the\n"
		"# bar alone.  A text with a colon or # in it, or with a sign at its beginning,\n"
		"# stands in 'single quotes'; a longer one may stand below a |, indented.\n"
		"#\n");
	buf_printf(
		w->out,
		"# For the author: keep this file beside the form, with .%s.yaml in place of\n"
		"# .yaml, and %s among its languages; canvass form check reads both.\n",
		w->code, w->code);
	buf_printf(w->out, "canvass: texts 1\nform: %s\nlanguage: %s\n", w->form->id,
		   w->code);
}

static void
file_put(struct writer *w, const struct slot *root)
{
	const struct slot *slot;
	enum slot_type before = SLOT_TEXT;

	head_put(w);
	buf_putc(w->out, '\n');
	for (slot = root->first; slot; slot = slot->next) {
		/* the parts of a file stand apart */
		if (has_texts(slot) && (slot->type != SLOT_TEXT || before != SLOT_TEXT))
			buf_putc(w->out, '\n');
		before = slot->type;
		slot_put(w, 0, false, slot);
	}
}

/* The language's place in the form, or -1 after a complaint. */
static int
language_index(struct reading *r, const struct form *form, const char *language)
{
	const struct node *list = node_get(r->map, "languages");
	int lang = form_language(form, language);

	if (lang < 0)
		complain(r, E029, node_key_at(list), NULL, digits(r, FORM_LANGUAGES + 1),
			 "languages", digits(r, FORM_LANGUAGES));
	else if (lang == 0)
		complain(r, E095, list->at, "the form itself is written in it",
			 language_name(language));
	return lang > 0 ? lang : -1;
}

/* Not one that is read as if it were. */
static bool
declared(const struct reading *r, const char *language)
{
	const struct node *list = node_get(r->map, "languages"), *item;

	for (item = node_items(list); item; item = node_next(list, item))
		if (item->type == NODE_TEXT && str_same(item->text, language))
			return true;
	return false;
}

bool
form_translate(const char *text, size_t len, const struct form_side *sides,
	       size_t side_count, const char *language, struct diags *diags,
	       struct buf *out, struct translation *out_told)
{
	struct reading r = { .diags = diags,
			     .text = text,
			     .len = len,
			     .sides = sides,
			     .side_count = side_count,
			     .fresh = true,
			     .gaps = true,
			     .extra = language };
	const struct form *form = reading_do(&r);
	int lang = form ? language_index(&r, form, language) : -1;
	struct writer w = { .form = form,
			    .lang = (unsigned)lang,
			    .code = language,
			    .arena = r.scratch,
			    .out = out };

	if (lang > 0) {
		file_put(&w, r.slots);
		w.told.declared = declared(&r, language);
		*out_told = w.told;
	}
	reading_done(&r);
	return lang > 0;
}
