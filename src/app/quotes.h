/*
 * Quotes: what people wrote, redacted, ticked by two people, ready to leave.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_QUOTES_H
#define CANVASS_QUOTES_H

#include "app/app.h"

#endif
