using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace A
{
    public abstract class FunctionBase
    {
        protected readonly Dictionary<string, int> Hits = new();
        protected int Total;
        protected void Remember(string k)
        {
            {|LMI1001:Hits[k]|} = 1;
            {|LMI1002:Total++|};
        }
    }

    public class Function : FunctionBase
    {
        public async Task<int> Handle(string s, ILambdaContext c)
        {
            await Task.Yield();
            Remember(s);
            return 1;
        }
    }
}
