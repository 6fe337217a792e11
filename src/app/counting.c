/*
 * Opening and counting, on every core: see counting.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/counting.h"
