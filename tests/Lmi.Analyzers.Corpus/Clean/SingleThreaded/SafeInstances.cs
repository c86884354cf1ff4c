using System;
using System.Collections.Concurrent;
using System.Data.Common;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.SafeInstances;

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<Ledger>();
        services.AddSingleton<Dice>();
    }
}

/// <summary>Resolved from the scope of each invocation.</summary>
public class Ledger(DbConnection connection)
{
    public Task<object?> TotalAsync()
    {
        var command = connection.CreateCommand();
        command.CommandText = "select sum(amount) from ledger";
        return command.ExecuteScalarAsync();
    }
}

public class Dice
{
    private readonly Random _random = Random.Shared;

    public int Roll() => _random.Next(6);
}

public class Functions(IServiceScopeFactory scopes, Dice dice)
{
    private static readonly BlockingCollection<StringBuilder> s_pool = new();
    private static readonly object s_gate = new();
    private readonly StreamWriter _journal = new(Stream.Null);
    private readonly TextWriter _log = TextWriter.Synchronized(new StreamWriter(Stream.Null));
    private readonly ThreadLocal<HMACSHA256> _mac = new(static () => new HMACSHA256(new byte[32]));
    private readonly MemoryStream _banner = new(Encoding.UTF8.GetBytes("v1"));

    [LambdaFunction]
    public async Task<string> Sign(string input, ILambdaContext context)
    {
        var text = s_pool.TryTake(out var pooled) ? pooled : new StringBuilder();
        text.Append(dice.Roll());
        s_pool.Add(text);
        lock (s_gate)
        {
            _journal.WriteLine(input);
        }

        using var scope = scopes.CreateScope();
        await scope.ServiceProvider.GetRequiredService<Ledger>().TotalAsync();
        await _log.WriteLineAsync(input);
        return Sign(Encoding.UTF8.GetBytes(input)) + Encoding.UTF8.GetString(_banner.ToArray());
    }

    private string Sign(byte[] input) => Convert.ToHexString(_mac.Value!.ComputeHash(input));
}
