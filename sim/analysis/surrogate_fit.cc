#include "sim/analysis/surrogate_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <utility>

#include <openturns/ConstantBasisFactory.hxx>
#include <openturns/CorrectedLeaveOneOut.hxx>
#include <openturns/KrigingAlgorithm.hxx>
#include <openturns/LARS.hxx>
#include <openturns/LeastSquaresMetaModelSelection.hxx>
#include <openturns/LegendreFactory.hxx>
#include <openturns/Log.hxx>
#include <openturns/MaternModel.hxx>
#include <openturns/ProductPolynomialEvaluation.hxx>
#include <openturns/RandomGenerator.hxx>
#include <openturns/ResourceMap.hxx>
#include <openturns/TBB.hxx>

// Built as a library of its own: see surrogate_module.h.
namespace sim::detail {
namespace {

// The more candidate terms, the slower; the sparse fit keeps a tenth of them or so.
constexpr std::size_t kMostTerms = 600;
constexpr std::size_t kMostTermsPerRun = 3;
constexpr int kMostDegree = 12;
constexpr const char* kDecomposition = "LeastSquaresMetaModelSelection-DecompositionMethod";
constexpr const char* kErrorFactor = "LeastSquaresMetaModelSelection-MaximumErrorFactor";
constexpr double kSmoothness = 2.5;
constexpr double kLeastScale = 0.05;
constexpr double kMostScale = 20;  // of a range of 1: without effect

OT::Sample sample_of(const Matrix& rows) {
  OT::Sample sample(rows.size(), rows.front().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) sample(i, j) = rows[i][j];
  }
  return sample;
}

OT::Sample sample_of(const std::vector<double>& outputs) {
  OT::Sample sample(outputs.size(), 1);
  for (std::size_t i = 0; i < outputs.size(); ++i) sample(i, 0) = outputs[i];
  return sample;
}

OT::Point point_of(const std::vector<double>& values) { return OT::Point(values.begin(), values.end()); }

std::function<std::vector<double>(const Matrix&)> predictor(const OT::Function& function) {
  return [function](const Matrix& rows) {
    const OT::Sample predicted = function(sample_of(rows));
    std::vector<double> outputs(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) outputs[i] = predicted(i, 0);
    return outputs;
  };
}

/// make() with what OpenTURNS throws as std::runtime_error.
template <class Make>
auto translated(const Make& make) {
  try {
    return make();
  } catch (const OT::Exception& error) {
    throw std::runtime_error(error.what());
  }
}

/// From [0, 1] to [-1, 1], where Legendre polynomials live.
OT::Sample centred(const Matrix& rows) {
  OT::Sample sample = sample_of(rows);
  sample *= OT::Point(sample.getDimension(), 2);
  sample -= OT::Point(sample.getDimension(), 1);
  return sample;
}

using Degrees = std::vector<int>;  ///< of a term, by column

/// Appends to `terms` those that agree with `begun` and in the columns after it have degrees with a sum of
/// degree^spread of at most `budget`; gives up once there are more than `most`.
void add_terms(const std::vector<int>& levels, double spread, double budget, std::size_t most, Degrees& begun,
               std::vector<Degrees>& terms) {
  if (begun.size() == levels.size()) {
    terms.push_back(begun);
    return;
  }
  const int column_levels = levels[begun.size()];
  for (int degree = 0; column_levels == 0 || degree < column_levels; ++degree) {
    const double rest = budget - std::pow(degree, spread);
    if (rest < -1e-9 || terms.size() > most) return;
    begun.push_back(degree);
    add_terms(levels, spread, rest, most, begun, terms);
    begun.pop_back();
  }
}

/// The terms that a fit to so many runs may choose from: all of hyperbolic degree (sum of degree^spread)^(1 /
/// spread) up to the highest that kMost.. allow.
std::vector<Degrees> terms_of(const std::vector<int>& levels, double spread, std::size_t runs) {
  const std::size_t most = std::min(kMostTermsPerRun * runs, kMostTerms);
  std::vector<Degrees> terms;
  for (int degree = 1; degree <= kMostDegree; ++degree) {
    std::vector<Degrees> more;
    Degrees begun;
    add_terms(levels, spread, std::pow(degree, spread), most, begun, more);
    if (degree > 1 && more.size() > most) break;
    terms = std::move(more);
  }
  return terms;
}

OT::Function polynomial(const Degrees& degrees) {
  const OT::LegendreFactory legendre;
  OT::ProductPolynomialEvaluation::PolynomialCollection factors;
  for (const int degree : degrees) factors.add(legendre.build(static_cast<OT::UnsignedInteger>(degree)));
  return OT::Function(OT::ProductPolynomialEvaluation(factors));
}

/// A term of an expansion in orthonormal polynomials.
struct Term {
  double coefficient = 0;
  Degrees degrees;
  OT::Function polynomial;
};

std::vector<double> sum_of(const std::vector<Term>& terms, const Matrix& points) {
  std::vector<double> outputs(points.size(), 0);
  const OT::Sample sample = centred(points);
  for (const Term& term : terms) {
    const OT::Sample values = term.polynomial(sample);
    for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i] += term.coefficient * values(i, 0);
  }
  return outputs;
}

/// A term's variance is its squared coefficient, and belongs to the columns that it is not constant in. All 0
/// when the expansion is constant.
Shares shares_of(const std::vector<Term>& terms, std::size_t columns) {
  Shares shares{std::vector<double>(columns, 0), std::vector<double>(columns, 0)};
  double variance = 0;
  for (const Term& term : terms) {
    const double part = term.coefficient * term.coefficient;
    std::size_t of = 0;
    for (std::size_t i = 0; i < columns; ++i) of += term.degrees[i] > 0;
    if (of > 0) variance += part;
    for (std::size_t i = 0; i < columns; ++i) {
      if (term.degrees[i] == 0) continue;
      shares.total[i] += part;
      if (of == 1) shares.first[i] += part;
    }
  }
  for (std::size_t i = 0; i < columns && variance > 0; ++i) {
    shares.first[i] /= variance;
    shares.total[i] /= variance;
  }
  return shares;
}

OT::MaternModel covariance(const std::vector<double>& scales, double nugget) {
  OT::MaternModel model(point_of(scales), kSmoothness);
  model.setNuggetFactor(nugget);
  return model;
}

/// How OpenTURNS stood before it was made quiet.
struct Before {
  OT::RandomGeneratorState generator = OT::RandomGenerator::GetState();
  OT::Log::Severity shown = OT::Log::Flags();
  OT::UnsignedInteger threads = OT::TBB::GetThreadsNumber();
  OT::String decomposition = OT::ResourceMap::GetAsString(kDecomposition);
  OT::Scalar error_factor = OT::ResourceMap::GetAsScalar(kErrorFactor);
};

std::shared_ptr<void> quiet() {
  const auto put_back = [](const Before* before) {
    OT::RandomGenerator::SetState(before->generator);
    OT::Log::Show(before->shown);
    OT::TBB::SetThreadsNumber(before->threads);
    OT::ResourceMap::SetAsString(kDecomposition, before->decomposition);
    OT::ResourceMap::SetAsScalar(kErrorFactor, before->error_factor);
    delete before;
  };
  const std::shared_ptr<Before> before(new Before, put_back);
  OT::RandomGenerator::SetSeed(0);
  OT::Log::Show(OT::Log::NONE);
  OT::TBB::SetThreadsNumber(1);  // sums in another order would change the last bits
  // Ten times as quick, for the same terms: factors are updated, and a fit stops once its error has risen by
  // a fifth.
  OT::ResourceMap::SetAsString(kDecomposition, "Cholesky");
  OT::ResourceMap::SetAsScalar(kErrorFactor, 1.2);
  return before;
}

Fit fit_chaos(const Matrix& rows, const std::vector<double>& outputs, const std::vector<int>& levels,
              double spread) {
  return translated([&] {
    const std::vector<Degrees> degrees = terms_of(levels, spread, rows.size());
    OT::LeastSquaresMetaModelSelection::FunctionCollection candidates;
    for (const Degrees& term : degrees) candidates.add(polynomial(term));
    OT::Indices all(candidates.getSize());
    all.fill();
    OT::LeastSquaresMetaModelSelection selection(centred(rows), sample_of(outputs), candidates, all,
                                                 OT::LARS(), OT::CorrectedLeaveOneOut());
    selection.run();
    std::vector<Term> terms;
    const OT::Point coefficients = selection.getCoefficients();  // by candidate, 0 where not selected
    for (OT::UnsignedInteger i = 0; i < coefficients.getSize(); ++i) {
      if (coefficients[i] != 0) terms.push_back({coefficients[i], degrees[i], candidates[i]});
    }
    return Fit{[terms](const Matrix& points) { return sum_of(terms, points); },
               [terms, columns = levels.size()] { return shares_of(terms, columns); }};
  });
}

Fit fit_kriging(const Matrix& rows, const std::vector<double>& outputs, const std::vector<double>& scales,
                double nugget) {
  return translated([&] {
    OT::KrigingAlgorithm algorithm(sample_of(rows), sample_of(outputs), covariance(scales, nugget),
                                   OT::ConstantBasisFactory(scales.size()).build());
    algorithm.setOptimizeParameters(false);
    algorithm.run();
    return Fit{predictor(algorithm.getResult().getMetaModel()), {}};
  });
}

std::vector<double> kriging_scales(const Matrix& rows, const std::vector<double>& outputs,
                                   const std::vector<double>& start, double nugget) {
  return translated([&] {
    OT::KrigingAlgorithm algorithm(sample_of(rows), sample_of(outputs), covariance(start, nugget),
                                   OT::ConstantBasisFactory(start.size()).build());
    algorithm.setOptimizationBounds(
        OT::Interval(OT::Point(start.size(), kLeastScale), OT::Point(start.size(), kMostScale)));
    algorithm.run();
    const OT::Point scale = algorithm.getResult().getCovarianceModel().getScale();
    return std::vector<double>(scale.begin(), scale.end());
  });
}

constexpr SurrogateFits kFits{quiet, fit_chaos, fit_kriging, kriging_scales};

}  // namespace
}  // namespace sim::detail

const sim::detail::SurrogateFits* chokepoint_surrogate_fits() { return &sim::detail::kFits; }
