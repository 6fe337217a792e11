/*
 * Tables as they would be printed at a level: S2 to S5, S7.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
