/*
 * The parts of summary.ods that say how it looks and what it is called (out/ods_styles.c).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_ODS_H
#define CANVASS_OUT_ODS_H

#include "out/sheets.h"

#define ODS_XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

void ods_text(struct buf *b,
	      const char *text); /* escaped for an element or an attribute */
/* content.xml up to its body: the widths of columns. */
void ods_content_head(struct buf *b, const struct spread *book);
void ods_styles(struct buf *b, const struct spread *book);
void ods_meta(struct buf *b, const struct spread *book);
void ods_settings(struct buf *b, const struct spread *book);

#endif
