using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.SQS;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.TransientFunction;

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        // After the generated AddSingleton, so this registration wins: an object for each invocation.
        services.AddTransient<ImportFunction>();
        services.AddTransient<RowParser>();
    }
}

public sealed class RowParser
{
    private int _position;

    public string Next(string text)
    {
        var end = text.IndexOf(';', _position);
        var row = end < 0 ? text[_position..] : text[_position..end];
        _position += row.Length + 1;
        return row;
    }

    public bool AtEnd(string text) => _position >= text.Length;
}

/// <summary>Fields of one invocation, because the function class is registered as transient.</summary>
public class ImportFunction(RowParser parser)
{
    private readonly List<string> _rows = [];
    private int _bytes;
    private string _source = "";

    [LambdaFunction]
    [SQSEvent("arn:aws:sqs:eu-west-1:1:imports")]
    public async Task<int> Import(SQSEvent batch, ILambdaContext context)
    {
        foreach (var record in batch.Records)
        {
            _source = record.EventSource;
            _bytes += record.Body.Length;
            while (!parser.AtEnd(record.Body))
            {
                _rows.Add(parser.Next(record.Body));
            }

            await Task.Yield();
        }

        context.Logger.LogInformation($"{_rows.Count} rows, {_bytes} bytes from {_source}");
        return _rows.Count;
    }
}
