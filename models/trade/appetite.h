// Spending answers what may be bought: Chinese money for chips is that of the record, made under the controls as they
// were; where more use for a dollar is on offer than was then, more is spent, and less where there is less.
//
//   factor = (c_0 / c)^e     c least cost of a unit of use among this week's imports, c_0 that of the chip that was the
//                            best import of the record (actors.yaml, chinese.offered), at this run's share of inference
//
// e is spending_answers. Its range contains 0: no study was found that measures it. Where nothing may be imported the
// factor is 1: spending is as it was. So it is throughout where spending is fixed (demand.spending_form).
#pragma once

namespace chokepoint {

struct World;

/// The elasticity of spending: 1 where the costs are alike or one is not known (0).
double answer_of_spending(double cost_of_record, double cost, double elasticity);

/// The factor on the spending of all Chinese buyers when imports offer a unit of use for `cost` USD this week.
double spending_factor(const World& world, double cost);

}  // namespace chokepoint
