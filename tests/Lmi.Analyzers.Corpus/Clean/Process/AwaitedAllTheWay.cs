using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.AwaitedAllTheWay;

public class Gateway
{
    private static readonly HttpClient Http = new();

    public Task<string> GetAsync(string path) => Http.GetStringAsync(path);

    public async Task<string> RetryAsync(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Http.GetStringAsync(path);
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(100);
            }
        }
    }
}

public class Function
{
    private readonly Gateway _gateway = new();
    private readonly string _secret = Load().GetAwaiter().GetResult(); // once, before the first invocation
    private readonly object _gate = new();
    private int _count;

    private static async Task<string> Load()
    {
        await Task.Yield();
        return "secret";
    }

    public async Task<string> Handle(string[] paths, ILambdaContext context)
    {
        var both = new[] { _gateway.GetAsync(paths[0]), _gateway.RetryAsync(paths[1]) };
        await Task.WhenAll(both);
        lock (_gate)
        {
            _count++;
        }

        return string.Concat(both.Select(static t => t.Result)) + _secret;
    }
}
