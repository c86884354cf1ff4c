using System;
using System.Collections.Concurrent;
using System.Data.Common;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.UnsafeInstances;

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<Ledger>();
        services.AddSingleton<Dice>();
    }
}

/// <summary>Scoped, and captive in the function class.</summary>
public class Ledger(DbConnection connection) //! LMI1004
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
    private readonly Random _random = new(); //! LMI1004

    public int Roll() => _random.Next(6);
}

public class Functions(Ledger ledger, Dice dice)
{
    private static readonly ConcurrentDictionary<string, StringBuilder> s_texts = new(); //! LMI1004
    private readonly Lazy<StreamWriter> _journal = new(() => new StreamWriter(Stream.Null)); //! LMI1004
    private readonly HMACSHA256 _mac = new(new byte[32]); //! LMI1004
    private readonly Stream _log = new MemoryStream(); //! LMI1004

    private HMACSHA256 Mac => _mac;

    [LambdaFunction]
    public async Task<string> Sign(string input, ILambdaContext context)
    {
        s_texts.GetOrAdd(input, static _ => new StringBuilder()).Append(dice.Roll());
        await _journal.Value.WriteLineAsync(input);
        Copy(_log, input);
        await ledger.TotalAsync();
        return Convert.ToHexString(Mac.ComputeHash(Encoding.UTF8.GetBytes(input)));
    }

    private static void Copy(Stream to, string text)
    {
        to.Write(Encoding.UTF8.GetBytes(text));
    }
}
