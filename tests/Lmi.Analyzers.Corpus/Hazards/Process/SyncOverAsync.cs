using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.Process.SyncOverAsync;

public class Gateway
{
    private static readonly HttpClient Http = new();

    public string Get(string path) => Http.GetStringAsync(path).Result; //! LMI4005

    public string Retry(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return Http.GetStringAsync(path).GetAwaiter().GetResult(); //! LMI4005
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                Thread.Sleep(100); //! LMI4005
            }
        }
    }
}

public class Function
{
    private readonly Gateway _gateway = new();
    private readonly object _gate = new();

    public string Handle(string[] paths, ILambdaContext context)
    {
        var both = new[] { Task.Run(() => _gateway.Get(paths[0])), Task.Run(() => _gateway.Retry(paths[1])) };
        Task.WaitAll(both); //! LMI4005
        lock (_gate) { Thread.Sleep(1); } //! LMI4005|LMI4008
        return string.Concat(both.Select(static t => t.Result));
    }
}
