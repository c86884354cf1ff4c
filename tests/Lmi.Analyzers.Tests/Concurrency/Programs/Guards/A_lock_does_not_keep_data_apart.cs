using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace A
{
    public static class Tenant
    {
        private static readonly object s_gate = new();
        private static string s_current = "";

        public static void Enter(string tenant)
        {
            lock (s_gate)
            {
                {|LMI1006:s_current|} = tenant;
            }
        }

        public static string Current()
        {
            lock (s_gate)
            {
                return s_current;
            }
        }
    }

    // Figures that are kept together, and what is compared first, describe what went by.
    public class Traffic
    {
        private readonly object _gate = new();
        private int _count;
        private string _last = "";
        private string _longest = "";

        public void Seen(string path)
        {
            lock (_gate)
            {
                _count++;
                _last = path;
                if (path.Length > _longest.Length)
                {
                    _longest = path;
                }
            }
        }

        public string Report()
        {
            lock (_gate)
            {
                return _count + _last + _longest;
            }
        }
    }

    public class Function
    {
        private readonly Traffic _traffic = new();
        private readonly object _gate = new();
        private string _client = "";
        private string _pair = "";

        public async Task<string> Handle(string input, ILambdaContext context)
        {
            Tenant.Enter(input);
            lock (_gate)
            {
                {|LMI1006:_client|} = input;
            }

            lock (_gate)
            {
                _pair = input;
                Together();
            }

            _traffic.Seen(input);
            await Task.Yield();
            return Tenant.Current() + Client() + _traffic.Report();
        }

        private string Client()
        {
            lock (_gate)
            {
                return _client;
            }
        }

        private string Together() => _pair;
    }
}
