/*
 * Side files: the texts of one language.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"
