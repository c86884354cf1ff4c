using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.RuntimeSupport;

namespace Corpus.Clean.RawBootstrap;

/// <summary>The raw delegate of the runtime: a response stream of its own for each invocation, never one kept in a field.</summary>
public static class Program
{
    private static int s_served;

    public static async Task Main()
    {
        using var bootstrap = new LambdaBootstrap(InvokeAsync);
        await bootstrap.RunAsync();
    }

    private static async Task<InvocationResponse> InvokeAsync(InvocationRequest invocation)
    {
        var output = new MemoryStream();
        await invocation.InputStream.CopyToAsync(output);
        output.Position = 0;
        var number = Interlocked.Increment(ref s_served);
        invocation.LambdaContext.Logger.LogInformation($"served {number}");
        return new InvocationResponse(output, true);
    }
}
