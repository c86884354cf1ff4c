using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace A
{
    public class Store
    {
        static readonly Store s_instance = new();
        public static Store Instance => s_instance;

        readonly Dictionary<string, List<string>> _d = new();
        public Dictionary<string, List<string>> Data => _d;

        public List<string> For(string k)
        {
            lock (_d)
            {
                if (!_d.TryGetValue(k, out var l))
                    _d[k] = l = new();
                return l;
            }
        }
    }

    public class Function
    {
        static Store Get() => Store.Instance;
        public int Handle(string e, ILambdaContext c)
        {
            {|LMI1001:Store.Instance.Data[e]|} = new();
            {|LMI1001:Get().For(e).Add|}(e);
            return 1;
        }

        public int Reset(string e, ILambdaContext c)
        {
            var s = Get();
            var data = s.Data;
            {|LMI1001:data.Clear|}();
            return 1;
        }
    }
}
