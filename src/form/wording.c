/*
 * Our own words, in each language.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/wording.h"
