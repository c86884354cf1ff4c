using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.WarmCache;

public interface ICountryNames
{
    string NameOf(string code);
}

/// <summary>Filled by a hosted service before the first request, and only read afterwards.</summary>
public sealed class CountryNames : ICountryNames, IHostedService
{
    private readonly Dictionary<string, string> _names = [];
    private string[] _codes = [];
    private bool _loaded;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var pair in new[] { "de=Germany", "fr=France", "it=Italy" })
        {
            var parts = pair.Split('=');
            _names[parts[0]] = parts[1];
            await Task.Delay(1, cancellationToken);
        }

        _codes = new string[_names.Count];
        _names.Keys.CopyTo(_codes, 0);
        _loaded = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string NameOf(string code)
    {
        if (!_loaded)
        {
            return code;
        }

        return _names.TryGetValue(code, out var name) ? name : string.Join(',', _codes);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        builder.Services.AddSingleton<CountryNames>();
        builder.Services.AddSingleton<ICountryNames>(p => p.GetRequiredService<CountryNames>());
        builder.Services.AddHostedService(p => p.GetRequiredService<CountryNames>());
        var app = builder.Build();
        app.MapGet("/countries/{code}", (string code, ICountryNames names) => names.NameOf(code));
        app.Run();
    }
}
