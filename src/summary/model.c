/*
 * The unknowns behind printed numbers, and what is known of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"
