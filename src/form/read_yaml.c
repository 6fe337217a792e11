/*
 * The only door to libyaml: from the bytes of a file to a tree of nodes that know their
 * places.  A strict part of YAML: what could mean two things is refused.  Syntax errors end
 * libyaml's reading, so the spot is mended in a copy and the file read again, to find the
 * next one: the author sees them all at once.
 *
 * No key and no value is understood here, and nothing is believed about the bytes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <yaml.h>

#include "form/internal.h"

enum {
	DEPTH_MOST = 12,
	NODES_MOST = 10000,
	ENTRIES_MOST = 1000,
	MENDS_MOST = 20,
};

struct maker { /* one attempt */
	struct reading *r;
	struct node *root, *here; /* here: the list or map that is open */
	struct node *key;	  /* read, and waiting for its value */
	unsigned depth;
	size_t nodes;
	size_t documents;
	struct node *quoted; /* the last text in quotes over several lines */
	size_t quoted_end;   /* the line where it ends */
	struct node *braced; /* the last map in braces */
};

/* ---- places ------------------------------------------------------------------------ */

/* The byte at which libyaml's mark stands: its columns count characters. */
static size_t
mark_byte(const struct reading *r, yaml_mark_t mark)
{
	size_t at = mark.line < r->line_count ? r->lines[mark.line] : r->len, n;

	for (n = 0; n < mark.column && at < r->len; n++) {
		at++;
		while (at < r->len && ((unsigned char)r->text[at] & 0xc0) == 0x80)
			at++;
	}
	return at;
}

static struct place
mark_place(yaml_mark_t mark, unsigned width)
{
	return (struct place){ .line = (unsigned)mark.line + 1,
			       .col = (unsigned)mark.column + 1,
			       .width = width };
}

/* ---- from events to nodes ---------------------------------------------------------- */

static struct node *
node_add(struct maker *m, enum node_type type, const yaml_event_t *event)
{
	struct node *node = arena_one(m->r->scratch, struct node);
	bool short_one =
		event->end_mark.line == event->start_mark.line && type == NODE_TEXT;

	node->type = type;
	node->parent = m->here;
	node->from = mark_byte(m->r, event->start_mark);
	node->to = mark_byte(m->r, event->end_mark);
	node->at = mark_place(event->start_mark, 1);
	node->at.source = m->r->source;
	if (short_one && event->end_mark.column > event->start_mark.column)
		node->at.width =
			(unsigned)(event->end_mark.column - event->start_mark.column);
	return node;
}

static void
node_wrong(struct node *node, enum problem p)
{
	node->type = NODE_BAD;
	node->bad = p;
}

/* Hangs a finished value under the open list or map, or takes it as the key to come. */
static void
node_hang(struct maker *m, struct node *node)
{
	if (!m->here) {
		m->root = node;
		return;
	}
	if (m->here->type == NODE_MAP && !m->key) {
		m->key = node;
		return;
	}
	node->key = m->key;
	m->key = NULL;
	if (m->here->last)
		m->here->last->next = node;
	else
		m->here->first = node;
	m->here->last = node;
	m->here->count++;
}

/* "? key" and "key" give the same events: only the source tells them apart. */
static bool
question_mark_before(const struct reading *r, const struct node *node)
{
	size_t at = node->from;

	while (at > 0 && (r->text[at - 1] == ' ' || r->text[at - 1] == '\n'))
		at--;
	if (at == 0 || r->text[at - 1] != '?')
		return false;
	/* a question mark that ends the value of the line above is none */
	for (at--; at > 0 && r->text[at - 1] == ' '; at--)
		;
	return at == 0 || r->text[at - 1] == '\n' || r->text[at - 1] == '-';
}

/* A value that was complained of already; a key stays one, so that its value hangs somewhere. */
static void
value_spoil(struct maker *m, struct node *node)
{
	if (m->here && (m->here->type != NODE_MAP || m->key))
		node->type = NODE_BAD;
}

static struct node *
text_node(struct maker *m, const yaml_event_t *event)
{
	struct node *node = node_add(m, NODE_TEXT, event);
	yaml_scalar_style_t style = event->data.scalar.style;
	const char *value = (const char *)event->data.scalar.value;
	size_t byte;
	int32_t sign;

	node->plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->block =
		style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	node->len = event->data.scalar.length;
	while (node->len > 0 && value[node->len - 1] == '\n')
		node->len--;
	sign = sign_first(m->r, value, node->len);
	node->text = arena_copy(m->r->scratch, value, sign < 0 ? node->len : 0);
	if (sign >= 0) { /* an escape in double quotes can make any */
		node_wrong(node, E001_SIGN);
		node->text = arena_printf(m->r->scratch, "U+%04X", (unsigned)sign);
	} else if (memcmp(m->r->mended + node->from, m->r->text + node->from,
			  node->to - node->from) != 0) {
		value_spoil(m, node);
	} else if (m->r->fresh && blank_ahead(m->r, node, &byte)) {
		node_wrong(node, E001_BLANK);
		node->at = source_at(m->r, byte, 1);
		node->text = sign_name(m->r, byte);
	}
	if (event->data.scalar.anchor || event->data.scalar.tag)
		node_wrong(node, E008);
	if (m->here && m->here->type == NODE_MAP && !m->key &&
	    question_mark_before(m->r, node))
		node_wrong(node, E008_KEY);
	if (!node->plain && !node->block && event->end_mark.line > event->start_mark.line) {
		m->quoted = node;
		m->quoted_end = event->end_mark.line;
	}
	return node;
}

static bool
open_node(struct maker *m, struct node *node)
{
	if (m->here && m->here->type == NODE_MAP && !m->key) {
		/* a list or map as a key: its value will hang under a key that is wrong */
		node_wrong(node, E008_KEY);
		node->as_key = true;
	} else {
		node_hang(m, node);
	}
	m->here = node;
	if (++m->depth > DEPTH_MOST) {
		complain(m->r, E010, node->at, NULL, "deep", "12 levels");
		return false;
	}
	return true;
}

static void
close_node(struct maker *m)
{
	struct node *closed = m->here;

	m->here = closed->parent;
	m->depth--;
	m->key = closed->as_key ? closed : NULL;
}

/* One event.  False: stop, it was complained of. */
static bool
event_take(struct maker *m, const yaml_event_t *event)
{
	struct node *node;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++m->documents == 2)
			complain(m->r, E009, mark_place(event->start_mark, 1), NULL, "");
		if (event->data.document_start.version_directive ||
		    event->data.document_start.tag_directives.start !=
			    event->data.document_start.tag_directives.end) {
			complain(m->r, E008, mark_place(event->start_mark, 1), NULL, "");
			return false;
		}
		return m->documents < 2;
	case YAML_SCALAR_EVENT:
		node_hang(m, text_node(m, event));
		break;
	case YAML_ALIAS_EVENT:
		node = node_add(m, NODE_TEXT, event);
		node->text = "";
		node_wrong(node, E008);
		node_hang(m, node);
		break;
	case YAML_SEQUENCE_START_EVENT:
		node = node_add(m, NODE_LIST, event);
		node->flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
		if (event->data.sequence_start.anchor || event->data.sequence_start.tag)
			node->bad = E008;
		return open_node(m, node);
	case YAML_MAPPING_START_EVENT:
		node = node_add(m, NODE_MAP, event);
		if (event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE) {
			node->bad = E007;
			m->braced = node;
		}
		if (event->data.mapping_start.anchor || event->data.mapping_start.tag)
			node->bad = E008;
		return open_node(m, node);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_node(m);
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
	return true;
}

/* ---- what libyaml could not read --------------------------------------------------- */

static bool
said(const char *text, const char *part)
{
	return text && strstr(text, part);
}

/*
 * The line at whose colon libyaml stumbles: its indent is what is wrong, or that of a line above.
 * The lines right below it follow from it, and are not complained of as well.
 */
static void
line_wrong(struct reading *r, yaml_mark_t mark)
{
	size_t begin = r->lines[mark.line < r->line_count ? mark.line : r->line_count - 1];
	size_t first = begin;
	unsigned line = (unsigned)mark.line + 1;

	while (first < r->len && r->text[first] == ' ')
		first++;
	if (!r->torn || line != r->torn_line + 1)
		complain(r, E005,
			 source_at(r, first,
				   (unsigned)mark.column > first - begin
					   ? (unsigned)(mark.column - (first - begin))
					   : 1),
			 dash_lost(r, mark.line), "");
	r->torn = true;
	r->torn_line = line;
}

static enum outcome
text_sign_wrong(struct reading *r, yaml_mark_t mark)
{
	size_t byte = mark_byte(r, mark);
	char sign = byte < r->len ? r->text[byte] : ' ';

	if (sign == '%' && mark.column == 0)
		complain(r, E008, mark_place(mark, 1), NULL, "");
	else
		complain(r, E003_SIGN, mark_place(mark, 1), NULL,
			 arena_printf(r->scratch, "%c", sign));
	return mend(r, byte);
}

static enum outcome
syntax_wrong(struct maker *m, const yaml_parser_t *y)
{
	struct reading *r = m->r;
	yaml_mark_t at = y->problem_mark, from = y->context_mark;
	enum outcome outcome;

	if (y->error == YAML_READER_ERROR) {
		size_t byte = y->problem_offset < r->len ? y->problem_offset : r->len;

		complain(r, E001, source_at(r, byte, 1), NULL, "");
		return STOP;
	}
	if (blank_wrong(r, at.line, from.line))
		return STOP;
	if (mark_wrong(r, y->problem, mark_byte(r, at), &outcome))
		return outcome;
	if (said(y->problem, "mapping values are not allowed")) {
		if (begin_wrong(r, mark_byte(r, at), &outcome))
			return outcome;
		if (colon_before(r, mark_byte(r, at)))
			complain(r, E003, mark_place(at, 1), NULL, "");
		else
			line_wrong(r, at);
		return mend(r, mark_byte(r, at));
	}
	if (said(y->context, "quoted scalar") && said(y->problem, "unexpected")) {
		complain(r, E004, mark_place(from, 1), NULL, "");
		return STOP;
	}
	if (said(y->context, "quoted scalar")) { /* an escape that there is not */
		complain(r, E003_ESCAPE, mark_place(at, 1), NULL, "");
		return STOP;
	}
	if (said(y->context, "scanning an alias") ||
	    said(y->context, "scanning an anchor") || said(y->context, "tag")) {
		complain(r, E008, mark_place(from, 1),
			 "a text that begins so needs quotes", "");
		return mend(r, mark_byte(r, from));
	}
	if (said(y->problem, "cannot start any token"))
		return text_sign_wrong(r, at);
	if (said(y->context, "directive")) {
		complain(r, E008, mark_place(from, 1), NULL, "");
		return STOP;
	}
	if (said(y->context, "block scalar"))
		return text_sign_wrong(r, from);
	if (said(y->context, "flow sequence")) {
		complain(r, E011_OPEN, mark_place(from, 1), NULL, "");
		return STOP;
	}
	if (said(y->context, "flow mapping")) {
		complain(r, E007, mark_place(from, 1), NULL, "");
		return STOP;
	}
	if (said(y->problem, "could not find expected ':'")) {
		complain(r, E005_COLON, mark_place(from, 1), blank_lost(r, from.line), "");
		return STOP;
	}
	if (m->braced &&
	    m->braced->at.line == at.line + 1) { /* {a|b} and words after it */
		complain(r, E007, m->braced->at,
			 "a text that begins with a brace needs quotes", "");
		return STOP;
	}
	if (!(m->quoted && m->quoted_end == at.line) &&
	    begin_wrong(r, mark_byte(r, at), &outcome))
		return outcome;
	if (m->quoted) { /* it swallowed lines until it met another quote */
		complain(r, E004, m->quoted->at, NULL, "");
		return STOP;
	}
	if (!r->torn) /* else it follows from what was told */
		complain(r, E005, mark_place(at, 1), NULL, "");
	return STOP;
}

static enum outcome
attempt(struct maker *m)
{
	yaml_parser_t parser;
	yaml_event_t event;
	enum outcome outcome = READ;
	bool more = true;
	size_t skip = m->r->len >= 3 && !memcmp(m->r->mended, "\xef\xbb\xbf", 3) ? 3 : 0;

	if (!yaml_parser_initialize(&parser))
		die("libyaml: no memory");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)m->r->mended + skip,
				     m->r->len - skip);
	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			outcome = syntax_wrong(m, &parser);
			break;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		if (more && !event_take(m, &event)) {
			outcome = STOP;
			more = false;
		}
		if (more && ++m->nodes > 2 * NODES_MOST) {
			complain(m->r, E010, mark_place(event.start_mark, 1), NULL,
				 "many entries", "10,000");
			outcome = STOP;
			more = false;
		}
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return outcome;
}

/* ---- the tree as a whole ----------------------------------------------------------- */

static bool
word_only(const struct node *item)
{
	return item->type == NODE_TEXT && item->plain && !strpbrk(item->text, " \n");
}

static void
entry_twice(struct reading *r, struct node *map)
{
	struct node *a, *b;

	for (a = map->first; a; a = a->next) {
		for (b = map->first; b != a; b = b->next) {
			if (!a->key || !b->key || a->key->type != NODE_TEXT ||
			    b->key->type != NODE_TEXT ||
			    !str_same(a->key->text, b->key->text))
				continue;
			complain(r, E006, a->key->at, NULL, a->key->text,
				 digits(r, b->key->at.line));
			break;
		}
	}
}

/* Says what is wrong with the shape of one node and all below it, in the file's order. */
static void
tree_check(struct reading *r, struct node *node)
{
	char name[64], lang[16];
	struct node *kid;

	if (diags_full(r->diags))
		return;
	if (node->key && node->key->type == NODE_BAD)
		complain(r, node->key->bad, node->key->at, NULL,
			 node->key->text ? node->key->text : "");
	if (node->bad) {
		complain(r, node->bad, node->at, NULL, node->text ? node->text : "");
		node->type = NODE_BAD;
		return;
	}
	if (node->count > ENTRIES_MOST) {
		complain(r, E010, node->at, NULL, "many entries", "1,000 in one place");
		node->type = NODE_BAD;
		return;
	}
	if (node->type == NODE_MAP)
		entry_twice(r, node);
	/* where a text belongs its reader says that this is none */
	if (node->flow && node->key && node->key->text &&
	    key_holds_text(key_has_language(node->key->text, name, lang) ? name
									 : node->key->text))
		return;
	for (kid = node->first; kid; kid = kid->next) {
		if (node->flow && !word_only(kid) && !kid->bad) {
			complain(r, E011, kid->at, NULL, "");
			kid->type = NODE_BAD;
			continue;
		}
		tree_check(r, kid);
	}
}

struct node *
yaml_read(struct reading *r)
{
	struct maker m = { 0 };
	enum outcome outcome = AGAIN;
	unsigned tries;

	if (!source_right(r))
		return NULL;
	r->mended = arena_copy(r->scratch, r->text, r->len);
	for (tries = 0; outcome == AGAIN && tries < MENDS_MOST && !diags_full(r->diags);
	     tries++) {
		m = (struct maker){ .r = r };
		outcome = attempt(&m);
	}
	if (outcome != READ || !m.root)
		return NULL;
	tree_check(r, m.root);
	return m.root;
}
