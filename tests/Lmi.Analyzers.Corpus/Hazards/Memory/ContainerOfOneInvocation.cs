using System.Collections.Generic;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.OnnxRuntime;

namespace Corpus.ContainerOfOneInvocation;

/// <summary>What is a singleton there ends with the invocation that builds the container: only the container is one too many.</summary>
public class Function
{
    public int Handle(string input, ILambdaContext context)
    {
        using var provider = Configure(input);
        return provider.GetRequiredService<Processor>().Process(input) + provider.GetRequiredService<ILabels>().Count;
    }

    private static ServiceProvider Configure(string input)
    {
        var services = new ServiceCollection();
        services.AddTransient<ILabels, Labels>().AddSingleton<Tally>();
        AddProcessing(services);
        return services.BuildServiceProvider(); //! LMI3001
    }

    private static void AddProcessing(IServiceCollection services) => services.AddSingleton<Processor>();
}

/// <summary>The container that the handler keeps has singletons of the process.</summary>
public class Keeper
{
    private readonly ServiceProvider _services;

    public Keeper()
    {
        var services = new ServiceCollection();
        services.AddSingleton<Census>();
        _services = services.BuildServiceProvider();
    }

    public int Handle(string input, ILambdaContext context) => _services.GetRequiredService<Census>().Add(input);
}

public interface ILabels
{
    int Count { get; }
}

public sealed class Labels : ILabels
{
    private InferenceSession? _session;

    public int Count
    {
        get
        {
            if (_session == null)
            {
                _session = new InferenceSession("/opt/ml/labels.onnx"); //! LMI3001
            }

            return _session.InputMetadata.Count;
        }
    }
}

public sealed class Processor(ILabels labels, Tally tally)
{
    private readonly List<string> _seen = [];
    private string? _last;

    public int Process(string input)
    {
        _seen.Add(input);
        _last ??= input;
        tally.Count++;
        tally.Last = _last;
        return _seen.Count + labels.Count;
    }
}

public sealed class Tally
{
    public int Count { get; set; }

    public string? Last { get; set; }
}

public sealed class Census
{
    private int _count;

    public int Add(string input) => _count += input.Length; //! LMI1002
}
