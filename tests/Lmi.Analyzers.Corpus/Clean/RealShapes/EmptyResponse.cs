using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.RuntimeSupport;

namespace Corpus.Clean.EmptyResponse;

public sealed record Reading(string Sensor, double Value);

/// <summary>A function that answers nothing may answer with the same nothing every time: nobody writes to that stream, and there is nothing in it to read.</summary>
public sealed class ReadingIntake
{
    private static readonly MemoryStream Nothing = new(0);

    public static async Task Main()
    {
        var intake = new ReadingIntake();
        using var bootstrap = new LambdaBootstrap(intake.HandleAsync);
        await bootstrap.RunAsync();
    }

    private async Task<InvocationResponse> HandleAsync(InvocationRequest invocation)
    {
        var reading = await JsonSerializer.DeserializeAsync<Reading>(invocation.InputStream);
        return reading is { Value: > 100 } ? new InvocationResponse(JsonOf(reading)) : new InvocationResponse(Nothing, false);
    }

    private static MemoryStream JsonOf(Reading reading)
    {
        var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, reading);
        stream.Position = 0;
        return stream;
    }
}
