using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Hosting;

namespace A
{
    public sealed class Warmup : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public static class Tools
    {
        public static void Enter(string culture) => {|LMI4001:CultureInfo.DefaultThreadCurrentCulture|} = CultureInfo.GetCultureInfo(culture);
    }
}
