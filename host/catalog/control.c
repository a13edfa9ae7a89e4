/* SPDX-License-Identifier: MIT */
#include "control.h"

ControlState
control_state(const PageControl *control, LabelState said)
{
    bool disagrees = (said == LABEL_SAYS_ON && control->state == STATE_OFF) ||
                     (said == LABEL_SAYS_OFF && control->state == STATE_ON) || said == LABEL_SAYS_BOTH;
    return disagrees ? STATE_UNKNOWN : control->state;
}
