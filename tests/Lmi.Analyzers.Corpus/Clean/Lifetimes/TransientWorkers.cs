using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.TransientWorkers;

public interface IParser
{
    IReadOnlyList<string> Parse(string text);
}

/// <summary>Keeps its position in a field: fine while each parse resolves or makes one of its own.</summary>
public sealed class Parser : IParser
{
    private readonly List<string> _words = [];
    private int _position;

    IReadOnlyList<string> IParser.Parse(string text)
    {
        _position = 0;
        _words.Clear();
        while (_position < text.Length)
        {
            var end = text.IndexOf(' ', _position);
            end = end < 0 ? text.Length : end;
            _words.Add(text[_position..end]);
            _position = end + 1;
        }

        return _words;
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<IParser, Parser>();
        services.AddSingleton<Func<IParser>>(static provider => provider.GetRequiredService<IParser>);
    }
}

public class WordFunctions(IServiceScopeFactory scopes)
{
    [LambdaFunction]
    public int Count(string text, [FromServices] IParser parser) => parser.Parse(text).Count;

    [LambdaFunction]
    public async Task<int> CountAll(SQSEvent batch)
    {
        var words = 0;
        foreach (var record in batch.Records)
        {
            await using var scope = scopes.CreateAsyncScope();
            var parser = scope.ServiceProvider.GetRequiredService<IParser>();
            words += parser.Parse(record.Body).Count;
        }

        return words;
    }
}
