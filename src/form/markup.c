/*
 * Markdown that will not work: tags of HTML, pictures, and links that lead nowhere.  The pages
 * show the words of such a text and nothing more, so its author is told what is lost.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum loss { LOSS_TAG, LOSS_PICTURE, LOSS_LINK, LOSS__COUNT };

static const struct {
	const char *name, *hint;
} losses[LOSS__COUNT] = {
	[LOSS_TAG] = { "a tag of HTML",
		       "it is shown as it stands; **bold**, *italic* and lists work" },
	[LOSS_PICTURE] = { "a picture",
			   "only its words are shown: say in words what it shows" },
	[LOSS_LINK] = { "this link", "links begin with https:, http:, mailto: or tel:" },
};

struct text_seen { /* one text: each kind of loss is told of once */
	struct reading *r;
	const struct node *node;
	bool told[LOSS__COUNT];
};

static void
lost(struct text_seen *t, enum loss loss, size_t from, size_t to)
{
	const char *s = t->node->text + from;

	if (!t->told[loss])
		complain(t->r, W013,
			 node_inside(t->r, t->node, from,
				     (unsigned)utf8_count(s, to - from)),
			 losses[loss].hint, losses[loss].name);
	t->told[loss] = true;
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
link_leads(const char *url)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (str_starts(url, schemes[i]))
			return true;
	return false;
}

/* Behind a `<`: how many bytes a tag or a link in angle brackets has, or 1. */
static size_t
angle_look(struct text_seen *t, size_t at)
{
	const char *s = t->node->text + at;
	size_t len = strcspn(s, ">"), word = 1 + strspn(s + 1, "/");

	if (!s[len] || !(letter(s[word]) || str_starts(s, "<!--")))
		return 1;
	while (letter(s[word]) || (s[word] >= '0' && s[word] <= '9'))
		word++;
	if (s[word] == ':' && strcspn(s, " \n") > len) {
		if (!link_leads(s + 1))
			lost(t, LOSS_LINK, at, at + len + 1);
	} else if (s[word] == '>' || s[word] == ' ' || s[word] == '/' || s[1] == '!') {
		lost(t, LOSS_TAG, at, at + len + 1);
	} else {
		return 1; /* an address between < and >, or no tag at all */
	}
	return len + 1;
}

/* What stands between backticks is shown as it is. */
static size_t
code_skip(const char *s)
{
	size_t ticks = strspn(s, "`"), i;

	for (i = ticks; s[i];) {
		size_t more = strspn(s + i, "`");

		if (more == ticks)
			return i + more;
		i += more ? more : 1;
	}
	return ticks;
}

static void
text_look(struct reading *r, const struct node *node)
{
	struct text_seen t = { .r = r, .node = node };
	const char *s = node->text;
	size_t picture = 0, i = 0; /* picture: where one begins, from 1 */

	while (s[i]) {
		if (s[i] == '\\' && s[i + 1]) {
			i += 2;
		} else if (s[i] == '`') {
			i += code_skip(s + i);
		} else if (s[i] == '<') {
			i += angle_look(&t, i);
		} else if (str_starts(s + i, "![")) {
			picture = ++i;
		} else if (str_starts(s + i, "](")) {
			size_t url = i + 2 + strspn(s + i + 2, " <"), end;

			end = url + strcspn(s + url, " )>\n");
			if (picture)
				lost(&t, LOSS_PICTURE, picture - 1,
				     end + (s[end] == ')'));
			else if (s[end] && !link_leads(s + url))
				lost(&t, LOSS_LINK, url, end);
			picture = 0;
			i = end;
		} else {
			picture = s[i] == ']' ? 0 : picture;
			i++;
		}
	}
}

bool
take_markdown(struct reading *r, const struct node *map, const char *name, unsigned most,
	      struct text *out)
{
	bool taken = take_text(r, map, name, most, out);

	for (unsigned lang = 0; taken && r->fresh && lang < r->form->language_count;
	     lang++) {
		const struct node *node =
			node_get(map, lang ? arena_printf(r->scratch, "%s (%s)", name,
							  r->form->languages[lang])
					   : name);

		if (node && node->type == NODE_TEXT)
			text_look(r, node);
	}
	return taken;
}
