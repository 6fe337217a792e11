/*
 * What the two pages of quotes share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_QUOTES_H
#define CANVASS_DESK_QUOTES_H

#include "app/quotes.h"
#include "out/out.h"

/* "ticked by you", "ticked by the other" */
void quote_state_put(struct html *h, enum quote_state state);
/* What it takes to quote somebody; or that this survey, with one key, quotes nobody. */
void quote_rules_put(struct html *h, const struct survey *survey);

#endif
