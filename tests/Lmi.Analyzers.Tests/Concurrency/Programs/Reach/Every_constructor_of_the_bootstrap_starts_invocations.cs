using System;
using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.RuntimeSupport;

namespace Bootstraps
{
    public sealed class App
    {
        private int _runs;
        private int _warm;

        public Task<InvocationResponse> RunAsync(InvocationRequest request)
        {
            {|LMI1002:_runs++|};
            return Task.FromResult(new InvocationResponse(request.InputStream));
        }

        public Task<bool> WarmAsync()
        {
            _warm++;
            return Task.FromResult(true);
        }
    }

    public static class Program
    {
        private static int s_runs;

        public static async Task Main(string[] args)
        {
            var app = new App();
            var seen = 0;
            using var instance = new LambdaBootstrap(app.RunAsync, app.WarmAsync);
            using var group = new LambdaBootstrap(new HttpClient(), RunAsync, () => Task.FromResult(++seen > 0));
            using var lambda = new LambdaBootstrap(
                async request =>
                {
                    {|LMI1002:seen++|};
                    await Task.Yield();
                    return new InvocationResponse(request.InputStream);
                },
                new LambdaBootstrapOptions());
            await instance.RunAsync();
            await group.RunAsync();
            await lambda.RunAsync();
        }

        private static Task<InvocationResponse> RunAsync(InvocationRequest request)
        {
            {|LMI1002:s_runs++|};
            return Task.FromResult(new InvocationResponse(request.InputStream));
        }
    }
}
