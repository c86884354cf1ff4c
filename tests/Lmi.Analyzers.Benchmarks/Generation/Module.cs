using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>
/// One generated file: a handler, what it calls, and what it calls in other modules. Records, interfaces, LINQ, switches, async and generics, so that the compiler has what it has in real
/// code. Four steps of the handler are hazards or their twins.
/// </summary>
internal static class Module
{
    public const int Steps = 4;

    /// <summary>Every so many modules a chain of calls from module to module begins anew.</summary>
    private const int Chain = 20;

    private const int ScreeningRules = 12;

    public static string Write(int number, IReadOnlyList<string> steps, bool isLambda)
    {
        var text = new StringBuilder();
        var isChained = number % Chain != 0;
        foreach (var name in new[]
        {
            "System", "System.Collections.Concurrent", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
            "Vosk",
        }.Concat(isLambda ? ["Amazon.Lambda.Core"] : []))
        {
            text.Append("using ").Append(name).Append(";\n");
        }

        text.Append($"\nnamespace Bench.M{number};\n\n").Append(Types).Append('\n').Append(Assessor(number, isChained)).Append('\n').Append(Screening()).Append('\n');
        return text.Append(Function(steps, isLambda)).ToString();
    }

    private const string Types = """
        public sealed record Claim(string Id, string Region, decimal Amount, int Lines)
        {
            public DateTimeOffset Opened { get; init; }

            public IReadOnlyList<string> Tags { get; init; } = [];
        }

        public sealed record Decision(string ClaimId, decimal Paid, string Reason);

        public sealed class Tariff
        {
            private readonly IReadOnlyDictionary<string, decimal> _byRegion;

            private Tariff(IReadOnlyDictionary<string, decimal> byRegion) => _byRegion = byRegion;

            public static Tariff Load() => new(new Dictionary<string, decimal> { ["north"] = 1.1m, ["south"] = 0.9m });

            public decimal For(string region) => _byRegion.TryGetValue(region, out var factor) ? factor : 1m;
        }

        public interface IClaimLog
        {
            Task WriteAsync(decimal value);
        }

        public sealed class ClaimLog(TextWriter writer) : IClaimLog
        {
            public async Task WriteAsync(decimal value)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(value);
                await writer.WriteLineAsync(value.ToString("0.00"));
            }
        }

        public static class AuditLog
        {
            public static event EventHandler? Rotated;

            public static void Rotate() => Rotated?.Invoke(null, EventArgs.Empty);
        }

        public interface IClaimStore
        {
            Task<Claim?> FindAsync(string id, CancellationToken cancellationToken);

            Task KeepAsync(Claim claim, CancellationToken cancellationToken);
        }

        public sealed class ClaimStore(TimeProvider clock) : IClaimStore
        {
            private readonly ConcurrentDictionary<string, Claim> _claims = new(StringComparer.Ordinal);

            public async Task<Claim?> FindAsync(string id, CancellationToken cancellationToken)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), clock, cancellationToken);
                return _claims.GetValueOrDefault(id);
            }

            public Task KeepAsync(Claim claim, CancellationToken cancellationToken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _claims[claim.Id] = claim with { Opened = clock.GetUtcNow() };
                return Task.CompletedTask;
            }

            public IEnumerable<(string Region, decimal Sum, int Claims)> ByRegion() =>
                from claim in _claims.Values
                where claim.Amount > 0
                group claim by claim.Region into region
                orderby region.Key
                select (region.Key, region.Sum(static c => c.Amount), region.Count());
        }

        """;

    private static string Assessor(int number, bool isChained)
    {
        var next = isChained ? $"M{number - 1}.Assessor" : null;
        return $$"""
            public sealed class Assessor
            {
                private readonly IClaimStore _store;
                private readonly Tariff _tariff;
            {{(isChained ? $"    private readonly {next} _next;\n" : "")}}
                public Assessor(IClaimStore store, Tariff tariff{{(isChained ? $", {next} next" : "")}})
                {
                    _store = store;
                    _tariff = tariff;{{(isChained ? "\n        _next = next;" : "")}}
                }

                public static Assessor Create() => new(new ClaimStore(TimeProvider.System), Tariff.Load(){{(isChained ? $", {next}.Create()" : "")}});

                public async Task<Decision> AssessAsync(string id, int depth, CancellationToken cancellationToken)
                {
                    var claim = await _store.FindAsync(id, cancellationToken) ?? new Claim(id, "north", 10m, 1);
                    var paid = Rounded(claim.Amount * _tariff.For(claim.Region), claim.Lines);
                    foreach (var tag in claim.Tags)
                    {
                        paid += tag.Split('=') switch
                        {
                            ["bonus", var value] when decimal.TryParse(value, out var bonus) => bonus,
                            ["discount", var value] when decimal.TryParse(value, out var discount) => -discount,
                            [_, _, ..] => 0.5m,
                            _ => 0m,
                        };
                    }

                    if (depth > 0)
                    {
                        var further = {{(isChained ? "await _next.AssessAsync(id, depth - 1, cancellationToken)" : "new Decision(id, 0m, \"last\")")}};
                        paid += further.Paid;
                    }

                    await _store.KeepAsync(claim with { Amount = paid }, cancellationToken);
                    return new Decision(id, paid, paid > 1000m ? "large" : "small");
                }

                public async Task<IReadOnlyList<Decision>> AssessAllAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
                {
                    var decisions = new List<Decision>();
                    foreach (var page in ids.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(10))
                    {
                        var tasks = page.Select(id => AssessAsync(id, 1, cancellationToken)).ToList();
                        decisions.AddRange(await Task.WhenAll(tasks));
                    }

                    return decisions.OrderByDescending(static d => d.Paid).ThenBy(static d => d.ClaimId, StringComparer.Ordinal).ToList();
                }

                private static decimal Rounded(decimal amount, int lines)
                {
                    var step = lines switch
                    {
                        <= 0 => 1m,
                        < 10 => 0.5m,
                        < 100 => 0.1m,
                        _ => 0.01m,
                    };
                    return Math.Floor(amount / step) * step;
                }
            }

            """;
    }

    private static string Screening()
    {
        var rules = new StringBuilder();
        for (var i = 0; i < ScreeningRules; i++)
        {
            rules.Append($$"""

                        if (claim.Lines > {{i * 7 + 3}} && claim.Amount < {{i * 25 + 10}}m && !claim.Tags.Contains("checked-{{i}}"))
                        {
                            found.Add($"{claim.Id}: {claim.Lines} lines for {claim.Amount:0.00}, rule {{i}}");
                        }

                """.Replace("\r", "", StringComparison.Ordinal));
        }

        return $$"""
            public static class Screening
            {
                private static readonly HashSet<string> Regions = new(StringComparer.OrdinalIgnoreCase) { "north", "south", "east", "west" };

                public static IReadOnlyList<string> Screen(Claim claim)
                {
                    var found = new List<string>();
                    if (!Regions.Contains(claim.Region))
                    {
                        found.Add("unknown region " + claim.Region);
                    }
            {{rules}}
                    return found;
                }
            }

            """;
    }

    private static string Function(IReadOnlyList<string> steps, bool isLambda)
    {
        var members = string.Join("\n", steps.Select(static (step, i) => Indented(step.Replace("@", i.ToString(), StringComparison.Ordinal))));
        var calls = string.Concat(steps.Select(static (_, i) => $"        await Step{i}(claim);\n"));
        return $$"""
            public sealed class Function
            {
                private readonly Assessor _assessor;
                private readonly IClaimLog _log;

                public Function()
                    : this(Assessor.Create(), new ClaimLog(TextWriter.Synchronized(Console.Out)))
                {
                }

                public Function(Assessor assessor, IClaimLog log)
                {
                    _assessor = assessor;
                    _log = log;
                }

                public async Task<Decision> HandleAsync(Claim claim, {{(isLambda ? "ILambdaContext" : "IFormatProvider")}} context)
                {
                    if (Screening.Screen(claim) is [var first, ..])
                    {
                        return new Decision(claim.Id, 0m, first);
                    }

            {{calls}}        return await _assessor.AssessAsync(claim.Id, 3, CancellationToken.None);
                }

            {{members}}
            }

            """;
    }

    private static string Indented(string members) => string.Join("\n", members.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line)) + "\n";
}
