using System.Collections.Generic;

namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>The hazards of LMI4xxx. LMI4006 and LMI4007 are about the project as a whole and have no code.</summary>
internal static class ProcessHazards
{
    public static readonly IReadOnlyList<Hazard> All =
    [
        new("LMI4001", """
            private Task Step@(Claim claim)
            {
                Environment.SetEnvironmentVariable("REGION", claim.Region);
                return Task.CompletedTask;
            }
            """, """
            private Task Step@(Claim claim) => _log.WriteAsync(Environment.GetEnvironmentVariable("REGION") == claim.Region ? 1 : 0);
            """),
        new("LMI4002", """
            private Task Step@(Claim claim) => _log.WriteAsync(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")?.Length ?? 0);
            """, """
            private Task Step@(Claim claim) => _log.WriteAsync(Environment.GetEnvironmentVariable("AWS_REGION")?.Length ?? 0);
            """),
        new("LMI4003", """
            private Task Step@(Claim claim)
            {
                if (claim.Amount < 0)
                {
                    Environment.Exit(1);
                }

                return Task.CompletedTask;
            }
            """, """
            private Task Step@(Claim claim)
            {
                if (claim.Amount < 0)
                {
                    throw new InvalidOperationException("A claim cannot be negative.");
                }

                return Task.CompletedTask;
            }
            """),
        new("LMI4004", """
            private static readonly HttpClient s_http@ = new();

            private async Task Step@(Claim claim)
            {
                s_http@.DefaultRequestHeaders.Add("x-region", claim.Region);
                using var response = await s_http@.GetAsync("https://claims.example/" + claim.Id);
            }
            """, """
            private static readonly HttpClient s_http@ = new();

            private async Task Step@(Claim claim)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "https://claims.example/" + claim.Id);
                request.Headers.Add("x-region", claim.Region);
                using var response = await s_http@.SendAsync(request);
            }
            """),
        new("LMI4005", """
            private Task Step@(Claim claim)
            {
                _log.WriteAsync(claim.Amount).Wait();
                return Task.CompletedTask;
            }
            """, """
            private async Task Step@(Claim claim) => await _log.WriteAsync(claim.Amount);
            """),
        new("LMI4008", """
            private readonly SemaphoreSlim _turn@ = new(1, 1);

            private async Task Step@(Claim claim)
            {
                await _turn@.WaitAsync();
                try
                {
                    await _log.WriteAsync(claim.Amount);
                }
                finally
                {
                    _turn@.Release();
                }
            }
            """, """
            private readonly SemaphoreSlim _turns@ = new(16, 16);

            private async Task Step@(Claim claim)
            {
                await _turns@.WaitAsync();
                try
                {
                    await _log.WriteAsync(claim.Amount);
                }
                finally
                {
                    _turns@.Release();
                }
            }
            """),
    ];
}
