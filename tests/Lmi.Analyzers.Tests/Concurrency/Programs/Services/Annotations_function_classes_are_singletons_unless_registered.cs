using System.Threading.Tasks;
using System.Collections.Generic;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace A
{
    [LambdaStartup]
    public class Startup
    {
        public void ConfigureServices(IServiceCollection s)
        {
            s.AddSingleton<IRepo, Repo>();
            s.AddScoped<Fresh>();
            s.AddScoped<ScopedFn>();
            var list = new List<string>();
            list.Add("x");
        }
    }

    public interface IRepo
    {
        Task Put(string k);
    }

    public class Repo : IRepo
    {
        readonly Dictionary<string, int> _d = new();
        public Task Put(string k)
        {
            {|LMI1001:_d.TryAdd|}(k, 1);
            return Task.CompletedTask;
        }
    }

    public class Fresh
    {
        int _n;
        public void Do()
        {
            _n++;
        }
    }

    public class Fn(IRepo repo)
    {
        int _calls;
        [LambdaFunction]
        public async Task<int> Run(string k, [FromServices] Fresh f)
        {
            f.Do();
            await repo.Put(k);
            return {|LMI1002:++_calls|};
        }
    }

    public class ScopedFn
    {
        int _calls;
        [LambdaFunction]
        public int Run(string k)
        {
            return ++_calls;
        }
    }
}
