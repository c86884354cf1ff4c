using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.UnitTestLikeHelper;

/// <summary>Nobody but a test host uses this: a context to call handlers with, and a recorder with plain state.</summary>
internal sealed class RecordedContext : ILambdaContext, ILambdaLogger
{
    private readonly List<string> _lines = [];
    private int _errors;

    public string AwsRequestId { get; set; } = Guid.NewGuid().ToString();
    public IClientContext ClientContext { get; set; } = null!;
    public string FunctionName { get; set; } = "test";
    public string FunctionVersion { get; set; } = "1";
    public ICognitoIdentity Identity { get; set; } = null!;
    public string InvokedFunctionArn { get; set; } = "";
    public ILambdaLogger Logger => this;
    public string LogGroupName { get; set; } = "";
    public string LogStreamName { get; set; } = "";
    public int MemoryLimitInMB { get; set; } = 2048;
    public TimeSpan RemainingTime { get; set; } = TimeSpan.FromMinutes(1);

    public void Log(string message) => _lines.Add(message);

    public void LogLine(string message)
    {
        _lines.Add(message);
        _errors += message.Contains("error", StringComparison.Ordinal) ? 1 : 0;
    }

    public override string ToString() => _lines.Count + "/" + _errors;
}

public class Function
{
    public Task<string> Handle(string input, ILambdaContext context)
    {
        context.Logger.LogLine(input);
        return Task.FromResult(input.ToUpperInvariant());
    }
}

internal static class Harness
{
    private static readonly List<string> Results = [];

    internal static async Task RunAllAsync()
    {
        var function = new Function();
        foreach (var input in new[] { "a", "error" })
        {
            var context = new RecordedContext { FunctionName = input };
            Results.Add(await function.Handle(input, context));
            Results.Add(context.ToString());
        }
    }
}
