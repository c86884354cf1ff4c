using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ScopePerInvocation;

public record Transfer(string From, string To, decimal Amount);

/// <summary>Tracks changes like a DbContext does: one for each scope, so its plain fields are fine.</summary>
public sealed class LedgerSession
{
    private readonly List<Transfer> _pending = [];

    public decimal Moved { get; private set; }

    public void Add(Transfer transfer)
    {
        _pending.Add(transfer);
        Moved += transfer.Amount;
    }

    public async Task SaveAsync()
    {
        await Task.Delay(1);
        _pending.Clear();
    }
}

public sealed class TransferService(LedgerSession session)
{
    private int _steps;

    public async Task<decimal> RunAsync(Transfer transfer)
    {
        _steps++;
        session.Add(transfer);
        await session.SaveAsync();
        return session.Moved;
    }
}

public static class Program
{
    public static async Task Main()
    {
        var services = new ServiceCollection();
        services.AddScoped<LedgerSession>();
        services.AddTransient<TransferService>();
        await using var provider = services.BuildServiceProvider();

        await LambdaBootstrapBuilder.Create(
            async (Transfer transfer, ILambdaContext context) =>
            {
                await using var scope = provider.CreateAsyncScope();
                var service = scope.ServiceProvider.GetRequiredService<TransferService>();
                return await service.RunAsync(transfer);
            },
            new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}
