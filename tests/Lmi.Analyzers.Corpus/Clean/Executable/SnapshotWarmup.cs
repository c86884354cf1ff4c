using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.SnapshotWarmup;

/// <summary>Snapshot hooks run once, with no invocation in flight.</summary>
public static class Program
{
    private static readonly Dictionary<string, string> Templates = [];
    private static DateTime s_restored = DateTime.UnixEpoch;
    private static string? s_region;

    public static async Task Main()
    {
        s_region = Environment.GetEnvironmentVariable("AWS_REGION");
        SnapshotRestore.RegisterBeforeSnapshot(() =>
        {
            Templates["welcome"] = "Hello {0}";
            Templates["bye"] = "Bye {0}";
            return ValueTask.CompletedTask;
        });
        SnapshotRestore.RegisterAfterRestore(static async () =>
        {
            await Task.Yield();
            s_restored = DateTime.UtcNow;
        });

        await LambdaBootstrapBuilder.Create<string, string>(Render, new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }

    private static string Render(string name, ILambdaContext context)
    {
        var text = string.Format(Templates["welcome"], name);
        return $"{text} from {s_region} since {s_restored:O}";
    }
}
