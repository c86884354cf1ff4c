namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>
/// One step of a generated handler that a rule reports, and its correct twin: members of the handler class, among them <c>Task Step@(Claim claim)</c>. An <c>@</c> stands for the number
/// of the step, so that one class can have several. A hazard may bring reports of other rules along; what counts is that its own is among them.
/// </summary>
internal sealed record Hazard(string RuleId, string Members, string Twin);
