using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.LoadedAndHandedOn;

public static class Hosting
{
    public static void Configure(IServiceCollection services)
    {
        services.AddControllers();
        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        services.AddSingleton<IInspector, Inspector>();
    }
}

/// <summary>Who is handed the session looks at it, and keeps no more than a number.</summary>
[ApiController]
[Route("inspections")]
public class InspectionsController(IInspector inspector) : ControllerBase
{
    [HttpPost]
    public int Inspect()
    {
        using var session = new InferenceSession("/opt/ml/labels.onnx"); //! LMI3001
        return inspector.CountInputs(session);
    }
}

public interface IInspector
{
    int CountInputs(InferenceSession session);
}

public sealed class Inspector : IInspector
{
    public int CountInputs(InferenceSession session) => session.InputMetadata.Count;
}
