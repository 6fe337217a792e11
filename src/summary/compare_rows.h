/*
 * What change.c and the files of compare.h share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_COMPARE_ROWS_H
#define CANVASS_COMPARE_ROWS_H

#include "summary/compare.h"
#include "summary/internal.h"

/*
 * One share as it was published; comparable is false, wave is "".  Any of t, row, theme and p may
 * be NULL.  A row of a table that shows less than its answers is hidden, not absent.
 */
struct series_point share_of_row(const struct summary *s, const struct table *t,
				 const struct row *row);
/* The same of the answer that another table calls so: what it holds must be the same. */
struct series_point share_of_answer(const struct summary *s, const struct table *t,
				    const struct row *row);
struct series_point share_of_theme(const struct theme_result *theme);
struct series_point share_of_point(const struct summary *s, const struct score_point *p);

/* As change_classify; of one and the same form, every question is the same in any language. */
enum change_class change_class_of(const struct summary *now, const struct table *table,
				  const struct summary *then,
				  const struct table *then_table);

/* Parts of a comparison (compare_rows.c); its labels and kind stand. */
void compare_themes(struct comparison *c, struct arena *a);
void compare_points(struct comparison *c, struct arena *a);
void compare_tables(struct comparison *c, struct arena *a);

#endif
