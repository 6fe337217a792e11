/*
 * A small writer of XML 1.0.  It escapes by itself, so that any text may be put: what XML cannot
 * hold (control characters, bytes that are no UTF-8) becomes U+FFFD.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_XML_H
#define CANVASS_OUT_XML_H

#include "base/base.h"

enum { XML_DEEP = 16 };

struct xml {
	struct buf *out;
	const char *open
		[XML_DEEP]; /* names, which must live as long as the element is open */
	size_t depth;
	bool tag; /* the innermost start tag still takes attributes */
	bool words; /* text was put into the innermost element: no line end before its end tag */
};
/* Writes the declaration; the rest goes to out too, which must outlive it. */
void xml_start(struct xml *x, struct buf *out);
/* Opens an element, on a line of its own.  Dies (a bug) beyond XML_DEEP. */
void xml_open(struct xml *x, const char *name);
/* Right after xml_open. */
void xml_attr(struct xml *x, const char *name, const char *value);
void xml_text(struct xml *x, const char *text);
void xml_close(struct xml *x);
/* An element with nothing but text in it; empty text makes an empty element. */
void xml_leaf(struct xml *x, const char *name, const char *text);
/* The same in a language: xml:lang.  "": without it. */
void xml_leaf_in(struct xml *x, const char *name, const char *language, const char *text);

/*
 * Text as it may stand in XML, and whole: attributes keep their line ends and tabs.  For writers
 * that have markup of their own.
 */
void xml_put(struct buf *out, const char *text, bool attribute);

#endif
