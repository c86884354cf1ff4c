using System.IO;
using System.Threading.Tasks;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.DependencyInjection;

// The bootstrap is handed a method of an interface: what implements it is the handler object.
public interface IInvoker
{
    Task<InvocationResponse> InvokeAsync(InvocationRequest request);
}

public class Invoker : IInvoker
{
    private readonly MemoryStream {|LMI1004:_response|} = new();
    private int _served;

    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request)
    {
        {|LMI1002:_served++|};
        _response.SetLength(0);
        await request.InputStream.CopyToAsync(_response);
        return new InvocationResponse(_response, disposeOutputStream: false);
    }
}

public abstract class Relay
{
    public abstract Task<InvocationResponse> RelayAsync(InvocationRequest request);
}

public class Echo : Relay
{
    public override async Task<InvocationResponse> RelayAsync(InvocationRequest request)
    {
        var response = new MemoryStream();
        await request.InputStream.CopyToAsync(response);
        return new InvocationResponse(response);
    }
}

/// <summary>Nobody hands its method over.</summary>
public class Report
{
    private int _lines;

    public Task<InvocationResponse> InvokeAsync(InvocationRequest request)
    {
        _lines++;
        return Task.FromResult(new InvocationResponse(Stream.Null));
    }
}

public class Host(IInvoker invoker, Relay relay)
{
    public Task RunAsync() => new LambdaBootstrap(invoker.InvokeAsync).RunAsync();

    public Task RelayAsync() => new LambdaBootstrap(relay.RelayAsync).RunAsync();
}

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddSingleton<IInvoker, Invoker>().AddSingleton<Relay, Echo>().AddSingleton<Host>();
}
