using System.Collections.Generic;

namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>The hazards of LMI1xxx.</summary>
internal static class SharedStateHazards
{
    public static readonly IReadOnlyList<Hazard> All =
    [
        new("LMI1001", """
            private readonly Dictionary<string, decimal> _totals@ = new();

            private Task Step@(Claim claim)
            {
                _totals@[claim.Id] = claim.Amount;
                return Task.CompletedTask;
            }
            """, """
            private readonly ConcurrentDictionary<string, decimal> _totals@ = new();

            private Task Step@(Claim claim)
            {
                _totals@[claim.Id] = claim.Amount;
                return Task.CompletedTask;
            }
            """),
        new("LMI1002", """
            private int _handled@;

            private Task Step@(Claim claim)
            {
                _handled@++;
                return Task.CompletedTask;
            }
            """, """
            private int _handled@;

            private Task Step@(Claim claim)
            {
                Interlocked.Increment(ref _handled@);
                return Task.CompletedTask;
            }
            """),
        new("LMI1003", """
            private static Tariff? s_tariff@;

            private Task Step@(Claim claim)
            {
                s_tariff@ ??= Tariff.Load();
                return _log.WriteAsync(s_tariff@.For(claim.Region));
            }
            """, """
            private static readonly Lazy<Tariff> s_tariff@ = new(Tariff.Load);

            private Task Step@(Claim claim) => _log.WriteAsync(s_tariff@.Value.For(claim.Region));
            """),
        new("LMI1004", """
            private readonly Random _random@ = new();

            private Task Step@(Claim claim) => _log.WriteAsync(_random@.Next(100));
            """, """
            private Task Step@(Claim claim) => _log.WriteAsync(Random.Shared.Next(100));
            """),
        new("LMI1005", """
            private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _open@ = new();

            private Task Step@(Claim claim)
            {
                if (!_open@.ContainsKey(claim.Region))
                {
                    _open@[claim.Region] = new ConcurrentQueue<string>();
                }

                _open@[claim.Region].Enqueue(claim.Id);
                return Task.CompletedTask;
            }
            """, """
            private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _open@ = new();

            private Task Step@(Claim claim)
            {
                _open@.GetOrAdd(claim.Region, static _ => new ConcurrentQueue<string>()).Enqueue(claim.Id);
                return Task.CompletedTask;
            }
            """),
        new("LMI1006", """
            private Claim? _current@;

            private async Task Step@(Claim claim)
            {
                _current@ = claim;
                await Task.Yield();
                await _log.WriteAsync(_current@.Amount);
            }
            """, """
            private readonly AsyncLocal<Claim> _current@ = new();

            private async Task Step@(Claim claim)
            {
                _current@.Value = claim;
                await Task.Yield();
                await _log.WriteAsync(_current@.Value.Amount);
            }
            """),
        new("LMI1007", """
            [ThreadStatic]
            private static string? t_region@;

            private async Task Step@(Claim claim)
            {
                t_region@ = claim.Region;
                await Task.Yield();
                await _log.WriteAsync(t_region@?.Length ?? 0);
            }
            """, """
            private static readonly AsyncLocal<string> s_region@ = new();

            private async Task Step@(Claim claim)
            {
                s_region@.Value = claim.Region;
                await Task.Yield();
                await _log.WriteAsync(s_region@.Value.Length);
            }
            """),
        new("LMI1008", """
            private readonly object _gate@ = new();
            private decimal _sum@;

            private Task Step@(Claim claim)
            {
                lock (_gate@)
                {
                    _sum@ += claim.Amount;
                }

                return _log.WriteAsync(_sum@);
            }
            """, """
            private readonly object _gate@ = new();
            private decimal _sum@;

            private Task Step@(Claim claim)
            {
                decimal sum;
                lock (_gate@)
                {
                    sum = _sum@ += claim.Amount;
                }

                return _log.WriteAsync(sum);
            }
            """),
        new("LMI1009", """
            private long _lines@;

            private Task Step@(Claim claim)
            {
                lock (new object())
                {
                    _lines@ += claim.Lines;
                }

                return Task.CompletedTask;
            }
            """, """
            private static readonly object s_gate@ = new();
            private long _lines@;

            private Task Step@(Claim claim)
            {
                lock (s_gate@)
                {
                    _lines@ += claim.Lines;
                }

                return Task.CompletedTask;
            }
            """),
        new("LMI1010", """
            private Task Step@(Claim claim)
            {
                AuditLog.Rotated += (_, _) => claim.ToString();
                return Task.CompletedTask;
            }
            """, """
            private Task Step@(Claim claim)
            {
                AuditLog.Rotate();
                return Task.CompletedTask;
            }
            """),
    ];
}
