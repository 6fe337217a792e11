/*
 * Quotes: what people wrote, redacted, ticked by two people, ready to leave.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"
