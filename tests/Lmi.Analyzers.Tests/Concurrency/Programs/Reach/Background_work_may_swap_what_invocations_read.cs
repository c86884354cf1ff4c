using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace A
{
    [LambdaStartup]
    public class Startup
    {
        public void ConfigureServices(IServiceCollection s)
        {
            s.AddHostedService<Refresher>();
            s.AddHostedService<Warm>();
            s.AddSingleton<Rates>();
        }
    }

    public class Rates
    {
        public volatile IReadOnlyDictionary<string, int> Current = new Dictionary<string, int>();
        public Dictionary<string, int> Loaded = new();
    }

    public class Refresher(Rates rates) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken t)
        {
            while (!t.IsCancellationRequested)
            {
                rates.Current = new Dictionary<string, int>
                {
                    ["a"] = 1
                };
                await Task.Delay(1000, t);
            }
        }
    }

    public class Warm(Rates rates) : IHostedService
    {
        public Task StartAsync(CancellationToken t)
        {
            rates.Loaded["x"] = 1;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken t) => Task.CompletedTask;
    }

    public class Fn(Rates rates)
    {
        [LambdaFunction]
        public int Get(string k) => rates.Current.Count + rates.Loaded.Count;
    }
}
