/*
 * A condition of ours as a `relevant` of XLSForms.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/xpath.h"
#include "form/internal.h"
